package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a Dockerfile into logical lines: parser directives are obeyed, comments and empty lines left out, continued lines
 * joined, here-documents put to the line that they belong to.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#format">Dockerfile reference, format</a>
 */
final class DockerfileLines {
    private final String file;
    private final List<String> physical;
    private final Problems problems;
    private final Directives directives;
    private int row;

    private DockerfileLines(String file, String content, Problems problems) {
        this.file = file;
        this.problems = problems;
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        this.physical = Arrays.asList(text.split("\r?\n", -1));
        this.directives = Directives.read(file, physical, problems);
        this.row = directives.lines();
    }

    /** The lines and the character that takes away a character's meaning. */
    record Cut(List<LogicalLine> lines, char escape) {}

    static Cut cut(String file, String content, Problems problems) {
        DockerfileLines lines = new DockerfileLines(file, content, problems);
        return new Cut(lines.all(), lines.directives.escape());
    }

    private List<LogicalLine> all() {
        List<LogicalLine> all = new ArrayList<>();
        while (row < physical.size()) {
            next().map(this::withHeredocs).ifPresent(all::add);
        }
        return all;
    }

    private Optional<LogicalLine> next() {
        LineJoiner joiner = new LineJoiner(file);
        boolean open = false;
        while (row < physical.size()) {
            String line = physical.get(row);
            String bare = line.strip();
            row++;
            if (bare.startsWith("#") || (bare.isEmpty() && open)) {
                continue;
            }
            int end = continuation(line);
            joiner.append(row, line, end < 0 ? line.length() : end);
            open = end >= 0;
            if (!open) {
                break;
            }
        }
        return joiner.finish();
    }

    /** Where the escape stands that continues this line, or -1. An escape before it takes its meaning away. */
    private int continuation(String line) {
        int last = line.length() - 1;
        while (last >= 0 && Character.isWhitespace(line.charAt(last))) {
            last--;
        }
        boolean escape = last >= 0 && line.charAt(last) == directives.escape();
        boolean escaped = last >= 1 && line.charAt(last - 1) == directives.escape();
        return escape && !escaped ? last : -1;
    }

    private LogicalLine withHeredocs(LogicalLine line) {
        List<Heredoc> heredocs = new ArrayList<>();
        for (HeredocStart start : HeredocStart.in(line, directives.escape())) {
            problems.attempt(() -> body(start)).ifPresent(heredocs::add);
        }
        return heredocs.isEmpty() ? line : line.with(heredocs);
    }

    private Heredoc body(HeredocStart start) {
        int first = row;
        List<String> body = new ArrayList<>();
        while (row < physical.size()) {
            String raw = physical.get(row);
            row++;
            String line = start.tabs() ? raw.replaceFirst("^\t+", "") : raw;
            if (line.equals(start.name())) {
                LogicalLine content = LineJoiner.whole(file, first + 1, body);
                return new Heredoc(start.name(), new Word(content.text(), content, 0), start.literal(), raw);
            }
            body.add(line);
        }
        // What follows may well be instructions that would be reported for no reason, so nothing of it is read.
        throw Failures.syntax(
                start.at(),
                "the here-document '" + start.name() + "' is not ended",
                "write " + start.name() + " on a line of its own after it");
    }
}
