package io.jenkins.plugins.paas.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of others, made harmless for a terminal: what would move its cursor, change its title or turn the direction of writing
 * is shown as {@code \u005Cu001b} instead. Letters of all languages stay.
 */
final class Visible {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern PLAIN = Pattern.compile("\u001b\\[0?m");
    private static final String RESET = "\u001b[0m";

    private Visible() {}

    /** Text that is to stay on one line. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** Text that may have several lines. */
    static String text(String text) {
        return escaped(text, true);
    }

    /** A line in which colours may be, ours or those of a tool; they end with it. */
    static String painted(String text) {
        return painted(text, false);
    }

    /** The same for several lines. */
    static String page(String text) {
        return painted(text, true);
    }

    private static String painted(String text, boolean lines) {
        StringBuilder shown = new StringBuilder();
        Matcher colour = COLOUR.matcher(text);
        int end = 0;
        boolean open = false;
        while (colour.find()) {
            shown.append(escaped(text.substring(end, colour.start()), lines)).append(colour.group());
            open = !PLAIN.matcher(colour.group()).matches();
            end = colour.end();
        }
        return shown.append(escaped(text.substring(end), lines))
                .append(open ? RESET : "")
                .toString();
    }

    private static String escaped(String text, boolean lines) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' && !lines) {
                shown.append("\\n");
            } else if (point == '\n' || point == '\t' || harmless(point)) {
                shown.appendCodePoint(point);
            } else {
                for (char each : Character.toChars(point)) {
                    shown.append(String.format("\\u%04x", (int) each));
                }
            }
        });
        return shown.toString();
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Some languages and emojis need the joiners; the others hide or turn what is around them.
            case Character.FORMAT -> point == 0x200C || point == 0x200D;
            default -> true;
        };
    }
}
