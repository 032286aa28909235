package io.jenkins.plugins.paas.image;

import java.util.Map;

/**
 * Fills in variables and takes away quotes and escapes.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Dockerfile reference, environment
 *     replacement</a>
 */
final class Expansion {
    private final Word word;
    private final String text;
    private final char escape;
    private final Map<String, String> variables;
    private int position;

    private Expansion(Word word, char escape, Map<String, String> variables) {
        this.word = word;
        this.text = word.raw();
        this.escape = escape;
        this.variables = variables;
    }

    /** The word's value. */
    static String of(Word word, char escape, Map<String, String> variables) {
        return new Expansion(word, escape, variables).until((char) 0);
    }

    /** Up to the end, or to a closing brace. */
    private String until(char end) {
        StringBuilder value = new StringBuilder();
        int opened = position;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (end != 0 && c == end) {
                return value.toString();
            }
            if (c == '\'') {
                position++;
                singleQuoted(value);
            } else if (c == '"') {
                position++;
                doubleQuoted(value);
            } else if (c == escape && position + 1 < text.length()) {
                value.append(text.charAt(position + 1));
                position += 2;
            } else if (c == '$') {
                position++;
                value.append(variable());
            } else {
                value.append(c);
                position++;
            }
        }
        if (end != 0) {
            throw Failures.syntax(word.at(Math.max(0, opened - 1)), "'${' is not closed", "close it with '}'");
        }
        return value.toString();
    }

    private void singleQuoted(StringBuilder value) {
        while (position < text.length() && text.charAt(position) != '\'') {
            value.append(text.charAt(position++));
        }
        position++;
    }

    private void doubleQuoted(StringBuilder value) {
        while (position < text.length() && text.charAt(position) != '"') {
            char c = text.charAt(position);
            if (c == escape && position + 1 < text.length()) {
                char next = text.charAt(position + 1);
                if (next != '"' && next != '$' && next != escape) {
                    value.append(c);
                }
                value.append(next);
                position += 2;
            } else if (c == '$') {
                position++;
                value.append(variable());
            } else {
                value.append(c);
                position++;
            }
        }
        position++;
    }

    private String variable() {
        int dollar = position - 1;
        if (position < text.length() && text.charAt(position) == '{') {
            position++;
            return braced(dollar);
        }
        String name = name();
        return name.isEmpty() ? "$" : known(name, dollar);
    }

    private String braced(int dollar) {
        String name = name();
        if (name.isEmpty() || position >= text.length()) {
            throw Failures.syntax(word.at(dollar), "'${' is not followed by a name and '}'", "write ${name}");
        }
        char c = text.charAt(position);
        if (c == '}') {
            position++;
            return known(name, dollar);
        }
        boolean colon = c == ':';
        char operator = colon && position + 1 < text.length() ? text.charAt(position + 1) : c;
        if (operator != '-' && operator != '+') {
            throw Failures.unsupported(
                    word.at(position),
                    "'${" + name + c + "' is not supported yet",
                    "use ${x}, ${x:-default} or ${x:+value}");
        }
        position += colon ? 2 : 1;
        String other = until('}');
        position++;
        boolean there = variables.containsKey(name) && !(colon && value(name).isEmpty());
        if (operator == '-') {
            return there ? value(name) : other;
        }
        return there ? other : "";
    }

    private String known(String name, int dollar) {
        if (!variables.containsKey(name)) {
            throw Failures.unsupported(
                    word.at(dollar),
                    "the variable '" + name + "' is neither an ARG nor an ENV of this file",
                    "declare it with ARG " + name + "=..., or write ${" + name
                            + ":-default}; variables of the base image cannot be read yet");
        }
        return value(name);
    }

    private String value(String name) {
        return variables.getOrDefault(name, "");
    }

    private String name() {
        int start = position;
        while (position < text.length() && (letter(text.charAt(position)) || (position > start && digit()))) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean digit() {
        return text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    private static boolean letter(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
