package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code COPY} and {@code ADD}.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#copy">Dockerfile reference, COPY</a>
 */
final class CopyReader {
    private static final Set<String> COPY_VALUES = Set.of("from", "chown", "chmod", "exclude");
    private static final Set<String> COPY_PLAIN = Set.of("link", "parents");
    private static final Set<String> ADD_VALUES = Set.of("chown", "chmod", "exclude", "checksum");
    private static final Set<String> ADD_PLAIN = Set.of("link", "keep-git-dir", "unpack");

    private CopyReader() {}

    static Instruction read(Arguments arguments, boolean add) {
        List<Word> words = arguments.someWords("a source and a target");
        Flags flags = Flags.read(words, add ? ADD_VALUES : COPY_VALUES, add ? ADD_PLAIN : COPY_PLAIN);
        List<Word> names = arguments.after(words, flags.count()).listed("a source and a target");
        if (names.size() < 2) {
            throw Failures.syntax(
                    arguments.at(),
                    (add ? "ADD" : "COPY") + " needs a source and a target",
                    "write " + (add ? "ADD" : "COPY") + " source target");
        }
        names.stream().filter(name -> name.raw().equals("#")).findFirst().ifPresent(name -> {
            throw Failures.comment(name.at());
        });
        int last = names.size() - 1;
        List<Word> sources = new ArrayList<>();
        List<Heredoc> heredocs = new ArrayList<>();
        for (Word name : names.subList(0, last)) {
            if (HeredocStart.of(name).isPresent()) {
                heredocs.add(next(arguments, heredocs.size(), name.at()));
            } else {
                sources.add(name);
            }
        }
        if (HeredocStart.of(names.get(last)).isPresent()) {
            throw Failures.syntax(names.get(last).at(), "a here-document is no target", "write the target last");
        }
        return new Instruction.Copy(arguments.at(), add, flags, sources, heredocs, names.get(last));
    }

    private static Heredoc next(Arguments arguments, int index, Location at) {
        List<Heredoc> following = arguments.line().heredocs();
        if (index >= following.size()) {
            throw Failures.syntax(at, "the here-document's lines are missing", "write them after this line");
        }
        return following.get(index);
    }
}
