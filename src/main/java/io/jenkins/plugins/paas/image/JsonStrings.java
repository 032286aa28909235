package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the exec form, a JSON array of strings. What is none is the shell form, as the Dockerfile reference has it. */
final class JsonStrings {
    /** A shell's {@code [} has a blank after it, and {@code [[} another bracket. */
    private static final Pattern MEANT = Pattern.compile("\\[(\\s*'|[\"\u201C\u201D\u2018\u2019])");

    private static final Pattern COMMENT_OR_NOTHING = Pattern.compile("\\s*|\\s+#.*", Pattern.DOTALL);

    private final String text;
    private int position;

    private JsonStrings(String text) {
        this.text = text;
    }

    static Optional<List<String>> read(Word word) {
        if (!word.raw().startsWith("[")) {
            return Optional.empty();
        }
        Optional<List<String>> strings = new JsonStrings(word.raw()).array();
        if (strings.isEmpty() && MEANT.matcher(word.raw()).lookingAt()) {
            // By the letter this is a shell command whose program begins with "[", which nobody means.
            throw Failures.syntax(
                    word.at(),
                    "the exec form is a JSON array of strings, and this is none",
                    "write [\"program\", \"argument\"]: double quotes, commas between, none after the last");
        }
        return strings;
    }

    private Optional<List<String>> array() {
        List<String> strings = new ArrayList<>();
        position++;
        skipBlanks();
        if (peek() == ']') {
            position++;
            return atEnd() ? Optional.of(strings) : Optional.empty();
        }
        while (true) {
            skipBlanks();
            Optional<String> string = string();
            if (string.isEmpty()) {
                return Optional.empty();
            }
            strings.add(string.get());
            skipBlanks();
            char next = peek();
            position++;
            if (next == ']') {
                return atEnd() ? Optional.of(strings) : Optional.empty();
            }
            if (next != ',') {
                return Optional.empty();
            }
        }
    }

    private Optional<String> string() {
        if (peek() != '"') {
            return Optional.empty();
        }
        position++;
        StringBuilder string = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return Optional.of(string.toString());
            }
            if (c < ' ') {
                return Optional.empty();
            }
            if (c != '\\') {
                string.append(c);
            } else if (!escaped(string)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean escaped(StringBuilder into) {
        char c = peek();
        position++;
        switch (c) {
            case '"', '\\', '/' -> into.append(c);
            case 'b' -> into.append('\b');
            case 'f' -> into.append('\f');
            case 'n' -> into.append('\n');
            case 'r' -> into.append('\r');
            case 't' -> into.append('\t');
            case 'u' -> {
                return unicode(into);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean unicode(StringBuilder into) {
        if (position + 4 > text.length()) {
            return false;
        }
        String digits = text.substring(position, position + 4);
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            return false;
        }
        into.append((char) Integer.parseInt(digits, 16));
        position += 4;
        return true;
    }

    private void skipBlanks() {
        while (Character.isWhitespace(peek())) {
            position++;
        }
    }

    /** All builders pass over a comment here, although it is none. */
    private boolean atEnd() {
        return COMMENT_OR_NOTHING.matcher(text.substring(position)).matches();
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }
}
