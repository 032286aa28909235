package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a-z]} and a backslash before a character that means
 * itself.
 *
 * @see <a href="https://pkg.go.dev/path/filepath#Match">filepath.Match, which the Dockerfile reference refers to</a>
 */
final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    static boolean has(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0 || name.indexOf('\\') >= 0;
    }

    static Glob of(String glob, Location at) {
        StringBuilder regex = new StringBuilder();
        int position = 0;
        while (position < glob.length()) {
            char c = glob.charAt(position++);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> position = set(glob, position, regex, at);
                case '\\' -> {
                    if (position == glob.length()) {
                        throw bad(glob, at);
                    }
                    regex.append(Pattern.quote(glob.substring(position, position + 1)));
                    position++;
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw bad(glob, at);
        }
    }

    /** A set in brackets; returns the position after it. */
    private static int set(String glob, int start, StringBuilder regex, Location at) {
        int position = start;
        regex.append('[');
        if (position < glob.length() && glob.charAt(position) == '^') {
            regex.append('^');
            position++;
        }
        int first = position;
        while (position < glob.length() && (glob.charAt(position) != ']' || position == first)) {
            char c = glob.charAt(position++);
            if (c == '\\' && position < glob.length()) {
                c = glob.charAt(position++);
                regex.append('\\').append(c);
            } else if (c == '-') {
                regex.append('-');
            } else {
                regex.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
            }
        }
        if (position >= glob.length()) {
            throw bad(glob, at);
        }
        regex.append(']');
        return position + 1;
    }

    private static RuntimeException bad(String glob, Location at) {
        return Failures.syntax(
                at, "'" + glob + "' is no valid pattern", "close brackets, and end it with no backslash");
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
