package io.jenkins.plugins.paas.engine;

import java.util.List;

/**
 * Lines of a log, short enough to be shown and kept: what a Rollout failed of stands in a ConfigMap, which holds 1 MiB, and a
 * program may write a line of any length, such as the one line of a minified bundle that Node.js shows for a crash.
 */
final class LogExcerpt {
    /** Characters of a line; with twenty lines, each character escaped, it is still far from what a ConfigMap holds. */
    static final int LONGEST = 2000;

    private LogExcerpt() {}

    static List<String> of(List<String> lines) {
        return lines.stream().map(LogExcerpt::cut).toList();
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "... (" + (line.length() - end) + " more characters)";
    }
}
