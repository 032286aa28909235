package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.Pair;
import io.jenkins.plugins.paas.image.Instruction.Program;
import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows the name of an instruction, read in one of the ways in which instructions are written.
 *
 * @param line the whole line
 * @param from where it begins
 * @param escape the character that takes away a character's meaning
 */
record Arguments(LogicalLine line, int from, char escape) {
    Location at() {
        return line.at(0);
    }

    private String keyword() {
        return line.text().substring(0, Keyword.end(line.text(), 0));
    }

    /** Those after the first few words. */
    Arguments after(List<Word> words, int count) {
        int start =
                count < words.size() ? words.get(count).offset() : line.text().length();
        return new Arguments(line, start, escape);
    }

    /** Words cut at blanks; none for an empty line. */
    List<Word> words() {
        return Words.of(line, from, escape);
    }

    /** The same, where quotes may be a program's. */
    List<Word> lenientWords() {
        return Words.lenient(line, from, escape);
    }

    /** Words, one at least. */
    List<Word> someWords(String missing) {
        List<Word> words = words();
        if (words.isEmpty()) {
            throw missing(missing);
        }
        return words;
    }

    /** The whole rest of the line as one word. */
    Word rest(String missing) {
        String text = line.text();
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start == text.length()) {
            throw missing(missing);
        }
        return new Word(text.substring(start).stripTrailing(), line, start);
    }

    private RuntimeException missing(String what) {
        return Failures.syntax(at(), keyword() + " needs " + what, "write it on the same line");
    }

    /** A program in exec form, or a line for a shell. */
    Program program() {
        Word line = rest("a program");
        return new Program(line, JsonStrings.read(line));
    }

    /** Words, as they are or as a JSON array of strings. */
    List<Word> listed(String missing) {
        Word rest = rest(missing);
        if (!rest.raw().startsWith("[")) {
            return words();
        }
        return JsonStrings.read(rest)
                .map(texts -> texts.stream().map(text -> quoted(text, rest)).toList())
                .orElseGet(this::words);
    }

    /** The same, one at least. */
    List<Word> someListed(String missing) {
        List<Word> words = listed(missing);
        if (words.isEmpty()) {
            throw missing(missing);
        }
        return words;
    }

    /** Variables are filled in here too, but quotes were JSON's, so that none may be left to be taken away later. */
    private Word quoted(String text, Word rest) {
        String escaped =
                text.replace(String.valueOf(escape), "" + escape + escape).replace("\"", escape + "\"");
        return new Word('"' + escaped + '"', rest.line(), rest.offset());
    }

    /** {@code name[=value] ...}. */
    List<Pair> names() {
        return someWords("a name").stream()
                .map(word -> {
                    int equals = word.raw().indexOf('=');
                    return equals < 0 ? new Pair(word, Optional.empty()) : pair(word, equals);
                })
                .toList();
    }

    /** {@code name=value ...}, or the old {@code name value with blanks}. */
    List<Pair> pairs() {
        List<Word> words = someWords("a name and a value");
        Word first = words.get(0);
        if (!first.raw().contains("=")) {
            if (words.size() == 1) {
                throw Failures.syntax(first.at(), keyword() + " " + first.raw() + " has no value", "write name=value");
            }
            return List.of(new Pair(first, Optional.of(after(words, 1).rest("a value"))));
        }
        List<Pair> pairs = new ArrayList<>();
        for (Word word : words) {
            int equals = word.raw().indexOf('=');
            if (word.raw().equals("#")) {
                throw Failures.comment(word.at());
            }
            if (equals < 1) {
                throw Failures.syntax(word.at(), "'" + word.raw() + "' is not name=value", "quote values with blanks");
            }
            pairs.add(pair(word, equals));
        }
        return pairs;
    }

    private static Pair pair(Word word, int equals) {
        return new Pair(
                word.part(0, equals),
                Optional.of(word.part(equals + 1, word.raw().length())));
    }
}
