package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;

/**
 * A word of an instruction as it stands in the file: quotes and escapes still in it, variables not yet filled in.
 *
 * @param raw the text
 * @param line where it stands
 * @param offset where in the line it begins
 */
record Word(String raw, LogicalLine line, int offset) {
    Location at() {
        return line.at(offset);
    }

    /** The place of one of its characters. */
    Location at(int index) {
        return line.at(offset + index);
    }

    /** A part of it. */
    Word part(int from, int to) {
        return new Word(raw.substring(from, to), line, offset + from);
    }
}
