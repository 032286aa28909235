package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into words at blanks, but not at those within quotes or after the escape character. */
final class Words {
    private Words() {}

    static List<Word> of(LogicalLine line, int from, char escape) {
        List<Word> words = new ArrayList<>();
        String text = line.text();
        int position = from;
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
                continue;
            }
            int end = end(line, position, escape);
            words.add(new Word(text.substring(position, end), line, position));
            position = end;
        }
        return words;
    }

    private static int end(LogicalLine line, int start, char escape) {
        String text = line.text();
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
        if (quote != 0) {
            throw Failures.syntax(line.at(quotedAt), "the quote " + quote + " is not closed", "close it on this line");
        }
        return position;
    }
}
