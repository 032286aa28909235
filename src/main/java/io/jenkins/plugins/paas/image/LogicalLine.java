package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;

/** One instruction's text, its continued lines joined, every character still knowing its place in the file. */
final class LogicalLine {
    private final String file;
    private final String text;
    private final int[] lines;
    private final int[] columns;

    /**
     * A line.
     *
     * @param file the file as the user named it
     * @param text the joined text, without line ends
     * @param lines the line of each character and of the end, 1 or more
     * @param columns the column of each character and of the end, 1 or more
     */
    LogicalLine(String file, String text, int[] lines, int[] columns) {
        this.file = file;
        this.text = text;
        this.lines = lines;
        this.columns = columns;
    }

    /** The joined text. */
    String text() {
        return text;
    }

    /** The place of a character; of the line's end for an offset beyond it. */
    Location at(int offset) {
        int index = Math.min(offset, text.length());
        return new Location(file, lines[index], columns[index]);
    }
}
