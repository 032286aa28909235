package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.Arrays;
import java.util.List;

/** One instruction's text, its continued lines joined, every character still knowing its place in the file. */
final class LogicalLine {
    private final String file;
    private final String text;
    private final int[] lines;
    private final int[] columns;
    private final List<Heredoc> heredocs;

    /**
     * A line.
     *
     * @param file the file as the user named it
     * @param text the joined text, without line ends
     * @param lines the line of each character and of the end, 1 or more
     * @param columns the column of each character and of the end, 1 or more
     * @param heredocs the here-documents that follow it
     */
    LogicalLine(String file, String text, int[] lines, int[] columns, List<Heredoc> heredocs) {
        this.file = file;
        this.text = text;
        this.lines = lines;
        this.columns = columns;
        this.heredocs = List.copyOf(heredocs);
    }

    /** A text that stands in no file, but is there because of one place in one, as a trigger is because of its FROM. */
    static LogicalLine because(Location of, String text, List<Heredoc> heredocs) {
        int[] lines = new int[text.length() + 1];
        int[] columns = new int[text.length() + 1];
        Arrays.fill(lines, of.line());
        Arrays.fill(columns, of.column());
        return new LogicalLine(of.file(), text, lines, columns, heredocs);
    }

    LogicalLine with(List<Heredoc> following) {
        return new LogicalLine(file, text, lines, columns, following);
    }

    /** The joined text. */
    String text() {
        return text;
    }

    List<Heredoc> heredocs() {
        return heredocs;
    }

    /** The place of a character; of the line's end for an offset beyond it. */
    Location at(int offset) {
        int index = Math.min(offset, text.length());
        return new Location(file, lines[index], columns[index]);
    }
}
