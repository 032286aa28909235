package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a Dockerfile into logical lines: parser directives are obeyed, comments and empty lines left out, continued lines
 * joined.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#format">Dockerfile reference, format</a>
 */
final class DockerfileLines {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S.*?)\\s*");

    private final String file;
    private final String[] physical;
    private char escape = '\\';

    private DockerfileLines(String file, String content) {
        this.file = file;
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        this.physical = text.split("\r?\n", -1);
    }

    /** The character that continues a line and takes away a character's meaning. */
    record Cut(List<LogicalLine> lines, char escape) {}

    static Cut cut(String file, String content) {
        DockerfileLines lines = new DockerfileLines(file, content);
        int first = lines.directives();
        return new Cut(lines.join(first), lines.escape);
    }

    /** Directives stand before anything else, a comment included; returns the line after them. */
    private int directives() {
        int row = 0;
        while (row < physical.length) {
            Matcher directive = DIRECTIVE.matcher(physical[row].strip());
            if (!directive.matches()) {
                return row;
            }
            String name = directive.group(1).toLowerCase(Locale.ROOT);
            String value = directive.group(2);
            if (name.equals("escape")) {
                if (!value.equals("\\") && !value.equals("`")) {
                    LogicalLine line = line(row, physical[row]);
                    throw Failures.syntax(
                            line.at(0), "escape is '" + value + "'", "use a backslash or a backtick, nothing else");
                }
                escape = value.charAt(0);
            } else if (!name.equals("syntax") && !name.equals("check")) {
                return row;
            }
            row++;
        }
        return row;
    }

    private List<LogicalLine> join(int first) {
        List<LogicalLine> joined = new ArrayList<>();
        Joiner current = new Joiner();
        for (int row = first; row < physical.length; row++) {
            String line = physical[row];
            String bare = line.strip();
            boolean comment = bare.startsWith("#");
            if (comment || (bare.isEmpty() && current.open)) {
                continue;
            }
            int end = continuation(line);
            current.append(row + 1, line, end < 0 ? line.length() : end);
            current.open = end >= 0;
            if (!current.open) {
                current.finish(joined);
            }
        }
        current.finish(joined);
        return joined;
    }

    /** Where the escape stands that continues this line, or -1. */
    private int continuation(String line) {
        int last = line.length() - 1;
        while (last >= 0 && Character.isWhitespace(line.charAt(last))) {
            last--;
        }
        return last >= 0 && line.charAt(last) == escape ? last : -1;
    }

    private LogicalLine line(int row, String text) {
        List<LogicalLine> one = new ArrayList<>();
        Joiner joiner = new Joiner();
        joiner.append(row + 1, text, text.length());
        joiner.finish(one);
        return one.get(0);
    }

    /** Collects the parts of one logical line. */
    private final class Joiner {
        private final StringBuilder text = new StringBuilder();
        private int[] lines = new int[64];
        private int[] columns = new int[64];
        private int lastLine = 1;
        private int lastColumn = 1;
        private boolean open;

        void append(int line, String part, int end) {
            int start = 0;
            if (text.length() == 0) {
                while (start < end && Character.isWhitespace(part.charAt(start))) {
                    start++;
                }
            }
            for (int i = start; i < end; i++) {
                place(line, i + 1);
                text.append(part.charAt(i));
            }
            lastLine = line;
            lastColumn = end + 1;
        }

        void finish(List<LogicalLine> to) {
            if (!text.toString().isBlank()) {
                place(lastLine, lastColumn);
                to.add(new LogicalLine(file, text.toString(), lines, columns));
            }
            text.setLength(0);
            lines = new int[64];
            columns = new int[64];
            open = false;
        }

        private void place(int line, int column) {
            int index = text.length();
            if (index >= lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
                columns = Arrays.copyOf(columns, columns.length * 2);
            }
            lines[index] = line;
            columns[index] = column;
        }
    }
}
