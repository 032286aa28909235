package io.jenkins.plugins.paas.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects the parts of one logical line. */
final class LineJoiner {
    private final String file;
    private final StringBuilder text = new StringBuilder();
    private int[] lines = new int[64];
    private int[] columns = new int[64];
    private int lastLine = 1;
    private int lastColumn = 1;

    LineJoiner(String file) {
        this.file = file;
    }

    /** A text over whole lines, line ends included. */
    static LogicalLine whole(String file, int firstLine, List<String> lines) {
        LineJoiner joiner = new LineJoiner(file);
        joiner.lastLine = firstLine;
        for (int i = 0; i < lines.size(); i++) {
            joiner.add(firstLine + i, lines.get(i) + "\n", 0, lines.get(i).length() + 1);
        }
        return joiner.line();
    }

    /** Adds the beginning of a line of the file; blanks before the first of all are no part of it. */
    void append(int line, String part, int end) {
        int start = 0;
        if (text.length() == 0) {
            while (start < end && Character.isWhitespace(part.charAt(start))) {
                start++;
            }
        }
        add(line, part, start, end);
    }

    private void add(int line, String part, int start, int end) {
        for (int i = start; i < end; i++) {
            place(line, i + 1);
            text.append(part.charAt(i));
        }
        lastLine = line;
        lastColumn = end + 1;
    }

    /** The line; nothing when it is blank. */
    Optional<LogicalLine> finish() {
        return text.toString().isBlank() ? Optional.empty() : Optional.of(line());
    }

    private LogicalLine line() {
        place(lastLine, lastColumn);
        return new LogicalLine(file, text.toString(), lines, columns, List.of());
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
