package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Location;
import java.util.Optional;

/**
 * Looks for brackets and dashes nested so deeply that the parser, which calls itself for each, would exhaust the stack.
 * It counts without understanding quotes: only a text that is beyond any sense is stopped here.
 */
final class Nesting {
    private Nesting() {}

    static Optional<Place> deeperThan(int most, String text, Place start) {
        int open = 0;
        int dashes = 0;
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                lineStart = i + 1;
                dashes = 0;
            } else if (c == '[' || c == '{') {
                open++;
            } else if (c == ']' || c == '}') {
                open = Math.max(0, open - 1);
            } else if ((c == '-' || c == '?') && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                dashes++;
            }
            if (open > most || dashes > most) {
                return Optional.of(start.at(new Location(start.location().file(), line, i - lineStart + 1)));
            }
        }
        return Optional.empty();
    }
}
