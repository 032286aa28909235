package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into words at blanks, but not at those within quotes or after the escape character. */
final class Words {
    private final LogicalLine line;
    private final String text;
    private final char escape;
    private final boolean strict;

    private Words(LogicalLine line, char escape, boolean strict) {
        this.line = line;
        this.text = line.text();
        this.escape = escape;
        this.strict = strict;
    }

    static List<Word> of(LogicalLine line, int from, char escape) {
        return new Words(line, escape, true).cut(from);
    }

    /** The same, for lines whose quotes are somebody else's, such as a shell's: one that is not closed ends with the line. */
    static List<Word> lenient(LogicalLine line, int from, char escape) {
        return new Words(line, escape, false).cut(from);
    }

    private List<Word> cut(int from) {
        List<Word> words = new ArrayList<>();
        int position = from;
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
                continue;
            }
            int end = end(position);
            words.add(new Word(text.substring(position, end), line, position));
            position = end;
        }
        return words;
    }

    private int end(int start) {
        char quote = 0;
        int quotedAt = start;
        int position = start;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == escape && quote != '\'' && position + 1 < text.length()) {
                position += 2;
                continue;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
                quotedAt = position;
            } else if (Character.isWhitespace(c)) {
                return position;
            }
            position++;
        }
        if (quote != 0 && strict) {
            throw Failures.syntax(line.at(quotedAt), "the quote " + quote + " is not closed", "close it on this line");
        }
        return position;
    }
}
