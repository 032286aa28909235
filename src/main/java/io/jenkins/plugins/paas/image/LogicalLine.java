package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;

/**
 * One instruction's text, its continued lines joined, every character still knowing its place in the file.
 *
 * @param file the file as the user named it
 * @param text the joined text, without line ends
 * @param lines the line of each character and of the end, 1 or more
 * @param columns the column of each character and of the end, 1 or more
 */
record LogicalLine(String file, String text, int[] lines, int[] columns) {
    /** The place of a character; of the line's end for an offset beyond it. */
    Location at(int offset) {
        int index = Math.min(offset, text.length());
        return new Location(file, lines[index], columns[index]);
    }
}
