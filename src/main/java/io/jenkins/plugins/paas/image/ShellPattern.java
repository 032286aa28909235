package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.BitSet;

/** The pattern of {@code ${x#p}}, {@code ${x%p}} and {@code ${x/p/y}}: {@code *} and {@code ?} as in a shell. */
final class ShellPattern {
    /** Keeps the work bounded: it grows with the length of the pattern times the length of the value. */
    private static final int LONGEST = 1000;

    private final Glob forwards;
    private final Glob backwards;

    private ShellPattern(Glob forwards, Glob backwards) {
        this.forwards = forwards;
        this.backwards = backwards;
    }

    static ShellPattern of(String written, Location at) {
        if (written.length() > LONGEST) {
            throw Failures.syntax(at, "the pattern is longer than " + LONGEST + " characters", "use a shorter one");
        }
        Glob forwards = GlobSyntax.shell(written, at);
        return new ShellPattern(forwards, forwards.reversed());
    }

    String withoutPrefix(String value, boolean longest) {
        BitSet ends = forwards.ends(value, 0);
        if (ends.isEmpty()) {
            return value;
        }
        return value.substring(longest ? ends.length() - 1 : ends.nextSetBit(0));
    }

    String withoutSuffix(String value, boolean longest) {
        String turned = new StringBuilder(value).reverse().toString();
        BitSet ends = backwards.ends(turned, 0);
        if (ends.isEmpty()) {
            return value;
        }
        return value.substring(0, value.length() - (longest ? ends.length() - 1 : ends.nextSetBit(0)));
    }

    /** The longest match from the left is replaced, or each of them. */
    String replace(String value, String by, boolean all) {
        StringBuilder replaced = new StringBuilder();
        int position = 0;
        boolean done = false;
        while (position < value.length()) {
            int end = done ? 0 : forwards.ends(value, position).length() - 1;
            if (end > position) {
                replaced.append(by);
                position = end;
                done = !all;
            } else {
                replaced.append(value.charAt(position++));
            }
        }
        return replaced.toString();
    }
}
