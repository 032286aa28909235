package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Location;
import java.util.Optional;

/**
 * Looks for text nested so deeply that the parser, which calls itself at each level, would exhaust the stack. It counts
 * spaces, dashes and brackets without understanding quotes: only a text beyond any sense is stopped here.
 */
final class Nesting {
    private Nesting() {}

    /**
     * The first place that may be nested deeper than so many levels.
     *
     * @param start the start of the file
     */
    static Optional<Place> deeperThan(int most, String text, Place start) {
        int brackets = 0;
        int indent = 0;
        boolean beforeContent = true;
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                lineStart = i + 1;
                indent = 0;
                beforeContent = true;
                continue;
            }
            // A level takes at least one column, and a dash or a question mark may open one.
            beforeContent &= c == ' ' || c == '-' || c == '?';
            if (beforeContent) {
                indent++;
            } else if (c == '[' || c == '{') {
                brackets++;
            } else if (c == ']' || c == '}') {
                brackets = Math.max(0, brackets - 1);
            }
            if (indent + brackets > most && c != ' ') {
                return Optional.of(start.at(new Location(start.location().file(), line, i - lineStart + 1)));
            }
        }
        return Optional.empty();
    }
}
