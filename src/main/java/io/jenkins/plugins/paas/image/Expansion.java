package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.PaasException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fills in variables and takes away quotes and escapes.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Dockerfile reference, environment
 *     replacement</a>
 */
final class Expansion {
    /** Linux gives no program a longer string. In characters. */
    private static final int LONGEST = 128 * 1024;

    /** A here-document is a file. */
    private static final int LONGEST_RAW = 64 * LONGEST;

    private static final int DEEPEST = 50;
    private static final char END = 0;

    private final Word word;
    private final String text;
    private final char escape;
    private final Map<String, String> variables;
    /** Whether quotes stay, as in a here-document. */
    private final boolean raw;

    private final Set<String> unset = new LinkedHashSet<>();
    private int position;
    private int depth;

    private Expansion(Word word, char escape, Map<String, String> variables, boolean raw) {
        this.word = word;
        this.text = word.raw();
        this.escape = escape;
        this.variables = variables;
        this.raw = raw;
    }

    /** The word's value. */
    static String of(Word word, char escape, Map<String, String> variables) {
        return new Expansion(word, escape, variables, false).until(END, false);
    }

    /** The names in a word that stand for nothing, since nothing gave them a value. */
    static List<String> unset(Word word, char escape, Map<String, String> variables) {
        Expansion expansion = new Expansion(word, escape, variables, false);
        expansion.until(END, false);
        return List.copyOf(expansion.unset);
    }

    /** The text of a here-document: variables are filled in and escapes taken away, quotes stay. */
    static String raw(Word word, char escape, Map<String, String> variables) {
        return new Expansion(word, escape, variables, true).until(END, false);
    }

    /** Up to the end, or to a closing character, which is passed over. */
    private String until(char end, boolean keepEscapes) {
        StringBuilder value = new StringBuilder();
        int opened = position;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (end != END && c == end) {
                position++;
                return value.toString();
            }
            position++;
            if (c == '\'' && !raw) {
                singleQuoted(value);
            } else if (c == '"' && !raw) {
                doubleQuoted(value);
            } else if (c == escape) {
                escaped(value, keepEscapes);
            } else if (c == '$') {
                value.append(variable());
            } else {
                value.append(c);
            }
            checkLength(value);
        }
        if (end != END) {
            throw bad(Math.max(0, opened - 1), "'${' is not closed", "close it with '" + end + "'");
        }
        return value.toString();
    }

    private void escaped(StringBuilder value, boolean keep) {
        if (keep) {
            value.append(escape);
        }
        if (position < text.length()) {
            value.append(text.charAt(position++));
        }
    }

    private void singleQuoted(StringBuilder value) {
        int end = text.indexOf('\'', position);
        if (end < 0) {
            throw open('\'', position - 1);
        }
        value.append(text, position, end);
        position = end + 1;
    }

    private void doubleQuoted(StringBuilder value) {
        int opened = position - 1;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return;
            }
            if (c == escape && position < text.length()) {
                char next = text.charAt(position);
                if (next == '"' || next == '$' || next == escape) {
                    value.append(next);
                    position++;
                } else {
                    value.append(c);
                }
            } else if (c == '$') {
                value.append(variable());
            } else {
                value.append(c);
            }
            checkLength(value);
        }
        throw open('"', opened);
    }

    private PaasException open(char quote, int at) {
        return bad(at, "the quote " + quote + " is not closed", "close it");
    }

    private String variable() {
        int dollar = position - 1;
        if (position < text.length() && text.charAt(position) == '{') {
            position++;
            if (++depth > DEEPEST) {
                throw bad(dollar, "variables are nested more than " + DEEPEST + " deep", "use a variable for a part");
            }
            String value = braced(dollar);
            depth--;
            return value;
        }
        String name = name();
        return name.isEmpty() ? "$" : value(name);
    }

    private String braced(int dollar) {
        String name = name();
        if (name.isEmpty() || position >= text.length()) {
            throw bad(dollar, "'${' is not followed by a name and '}'", "write ${name}");
        }
        char c = text.charAt(position++);
        if (c == '}') {
            return value(name);
        }
        if (c == '/') {
            return replaced(name);
        }
        boolean colon = c == ':';
        char operator = colon && position < text.length() ? text.charAt(position++) : c;
        return switch (operator) {
            case '-' -> there(name, colon) ? skipping(value(name)) : until('}', raw);
            case '+' -> there(name, colon) ? until('}', raw) : skipping("");
            case '?' -> demanded(name, colon, dollar);
            case '#', '%' -> trimmed(name, operator);
            default ->
                throw bad(
                        position - 1,
                        "'" + operator + "' is no way to change a variable",
                        "use ${x}, ${x:-default}, ${x:+value}, ${x:?message}, ${x#prefix}, ${x%suffix} or"
                                + " ${x/old/new}");
        };
    }

    /** The other text is read all the same, so that what is wrong in it is found. */
    private String skipping(String value) {
        until('}', raw);
        return value;
    }

    private String demanded(String name, boolean colon, int dollar) {
        String message = until('}', raw);
        if (!there(name, colon)) {
            String reason = message.isEmpty() ? (colon ? "it is not set, or empty" : "it is not set") : message;
            throw bad(dollar, "the variable '" + name + "' is needed: " + reason, "set it with ARG, ENV or build.args");
        }
        return value(name);
    }

    private String trimmed(String name, char operator) {
        int start = position;
        boolean longest = position < text.length() && text.charAt(position) == operator;
        position += longest ? 1 : 0;
        ShellPattern pattern = pattern(until('}', true), start);
        return operator == '#'
                ? pattern.withoutPrefix(value(name), longest)
                : pattern.withoutSuffix(value(name), longest);
    }

    private String replaced(String name) {
        int start = position;
        boolean all = position < text.length() && text.charAt(position) == '/';
        position += all ? 1 : 0;
        ShellPattern pattern = pattern(until('/', true), start);
        return pattern.replace(value(name), until('}', true), all);
    }

    private ShellPattern pattern(String written, int at) {
        return ShellPattern.of(written, word.at(at));
    }

    private boolean there(String name, boolean notEmpty) {
        return variables.containsKey(name) && !(notEmpty && value(name).isEmpty());
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            unset.add(name);
            return "";
        }
        return value;
    }

    /** A name, or the number of a shell's argument, which is never set here. */
    private String name() {
        int start = position;
        if (position < text.length() && digit(text.charAt(position))) {
            while (position < text.length() && digit(text.charAt(position))) {
                position++;
            }
            return text.substring(start, position);
        }
        while (position < text.length() && (letter(text.charAt(position)) || digit(text.charAt(position)))) {
            position++;
        }
        return text.substring(start, position);
    }

    private void checkLength(StringBuilder value) {
        if (value.length() > (raw ? LONGEST_RAW : LONGEST)) {
            throw bad(0, "the value is longer than " + LONGEST + " characters", "keep long texts in files");
        }
    }

    private PaasException bad(int at, String what, String hint) {
        return Failures.syntax(word.at(at), what, hint);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Of any alphabet, unlike in a shell. */
    private static boolean letter(char c) {
        return c == '_' || Character.isLetter(c);
    }
}
