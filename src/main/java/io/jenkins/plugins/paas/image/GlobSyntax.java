package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.util.function.IntPredicate;

/** Reads patterns as they are written in a Dockerfile and in {@code .dockerignore}. */
final class GlobSyntax {
    private final String text;
    private final Location at;
    private int position;

    private GlobSyntax(String text, Location at) {
        this.text = text;
        this.at = at;
    }

    static boolean has(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
    }

    /**
     * A pattern for one name.
     *
     * @see <a href="https://pkg.go.dev/path/filepath#Match">filepath.Match, which the Dockerfile reference refers to</a>
     */
    static Glob name(String text, Location at) {
        return new GlobSyntax(text, at).path(false);
    }

    /** A pattern for a path, in which two stars stand for any number of folders. */
    static Glob path(String text, Location at) {
        return new GlobSyntax(text, at).path(true);
    }

    private Glob path(boolean folders) {
        Glob.Builder glob = new Glob.Builder();
        while (position < text.length()) {
            int c = next();
            if (c == '*') {
                stars(glob, folders);
            } else if (c == '?') {
                glob.one(GlobSyntax::inName);
            } else if (c == '[') {
                glob.one(set());
            } else {
                int literal = c == '\\' ? escaped() : c;
                glob.one(x -> x == literal);
            }
        }
        return glob.build();
    }

    private void stars(Glob.Builder glob, boolean folders) {
        boolean twice = false;
        while (position < text.length() && text.charAt(position) == '*') {
            twice = true;
            position++;
        }
        if (!folders || !twice) {
            glob.many(GlobSyntax::inName);
        } else if (position < text.length() && text.charAt(position) == '/') {
            position++;
            glob.folders();
        } else {
            glob.many(c -> true);
        }
    }

    /** {@code [a-z]} or {@code [^a-z]}; never takes a slash. */
    private IntPredicate set() {
        boolean negated = position < text.length() && text.charAt(position) == '^';
        position += negated ? 1 : 0;
        IntPredicate any = c -> false;
        boolean first = true;
        while (first || peek() != ']') {
            first = false;
            int low = member();
            int high = low;
            if (peek() == '-') {
                position++;
                high = member();
            }
            int from = low;
            int to = high;
            any = any.or(c -> from <= c && c <= to);
        }
        position++;
        IntPredicate inside = any;
        return c -> c != '/' && inside.test(c) != negated;
    }

    private int member() {
        int c = peek();
        if (c == '-' || c == ']') {
            throw bad();
        }
        next();
        return c == '\\' ? escaped() : c;
    }

    private int escaped() {
        peek();
        return next();
    }

    /** {@code *} and {@code ?} for any characters, a backslash before those and before what would end the variable. */
    static Glob shell(String text, Location at) {
        GlobSyntax syntax = new GlobSyntax(text, at);
        Glob.Builder glob = new Glob.Builder();
        while (syntax.position < text.length()) {
            int c = syntax.next();
            if (c == '*') {
                glob.many(x -> true);
            } else if (c == '?') {
                glob.one(x -> true);
            } else {
                int literal = c == '\\' ? syntax.escapedInShell() : c;
                glob.one(x -> x == literal);
            }
        }
        return glob.build();
    }

    private int escapedInShell() {
        int c = escaped();
        if ("*?\\}/".indexOf(c) < 0) {
            throw bad();
        }
        return c;
    }

    private static boolean inName(int c) {
        return c != '/';
    }

    private int peek() {
        if (position >= text.length()) {
            throw bad();
        }
        return text.codePointAt(position);
    }

    private int next() {
        int c = text.codePointAt(position);
        position += Character.charCount(c);
        return c;
    }

    private PaasException bad() {
        return Failures.syntax(
                at,
                "'" + text + "' is no valid pattern",
                "close brackets, write a range as a-z, end with no backslash");
    }
}
