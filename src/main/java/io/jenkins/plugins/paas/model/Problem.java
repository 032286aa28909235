package io.jenkins.plugins.paas.model;

import java.util.Optional;

/**
 * One thing that is wrong, so that its reader can mend it.
 *
 * @param code stable, starts with {@code E_}
 * @param where the place in a file, when there is one
 * @param path the path within the document, such as {@code clusters.test-1.replicas}; empty when there is none
 * @param what what is wrong, in one sentence without a full stop
 * @param hint what to do about it; empty when nothing is known
 */
public record Problem(String code, Optional<Location> where, String path, String what, String hint) {
    public Problem {
        if (!code.startsWith("E_")) {
            throw new IllegalArgumentException("code '" + code + "' does not start with E_");
        }
    }

    /** A problem that has no place in a file. */
    public static Problem of(String code, String what, String hint) {
        return new Problem(code, Optional.empty(), "", what, hint);
    }

    /** A problem in a file. */
    public static Problem at(Location where, String path, String code, String what, String hint) {
        return new Problem(code, Optional.of(where), path, what, hint);
    }

    /** {@code file:line:column path: what; hint}, leaving out what is not known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        where.ifPresent(place -> text.append(place).append(' '));
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(what);
        if (!hint.isEmpty()) {
            text.append("; ").append(hint);
        }
        return text.toString();
    }
}
