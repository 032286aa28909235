package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.Pair;
import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a Dockerfile into instructions.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
final class DockerfileParser {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    /** What is part of the language but not built yet, each with a way to do without it. */
    private static final Map<String, String> NOT_YET = Map.of(
            "RUN",
                    "run the command before the image is built (build.command) and COPY its result, or put it into the base",
            "ADD", "use COPY for files of the App's folder",
            "HEALTHCHECK", "say it under 'health' in paas.yaml; Kubernetes ignores HEALTHCHECK",
            "ONBUILD", "write the instructions into the App's own Dockerfile",
            "SHELL", "use the exec form, such as CMD [\"program\", \"argument\"]",
            "STOPSIGNAL", "let the program end on SIGTERM, which Kubernetes sends",
            "MAINTAINER", "use LABEL org.opencontainers.image.authors=...");

    private static final List<String> KNOWN = List.of(
            "FROM",
            "ARG",
            "ENV",
            "LABEL",
            "COPY",
            "WORKDIR",
            "USER",
            "EXPOSE",
            "VOLUME",
            "ENTRYPOINT",
            "CMD",
            "RUN",
            "ADD",
            "HEALTHCHECK",
            "ONBUILD",
            "SHELL",
            "STOPSIGNAL",
            "MAINTAINER");

    private final char escape;

    private DockerfileParser(char escape) {
        this.escape = escape;
    }

    /** The instructions in their order; never empty. */
    static List<Instruction> parse(String file, String content) {
        DockerfileLines.Cut cut = DockerfileLines.cut(file, content);
        DockerfileParser parser = new DockerfileParser(cut.escape());
        List<Instruction> instructions = cut.lines().stream().map(parser::read).toList();
        if (instructions.isEmpty()) {
            throw Failures.syntax(new Location(file, 1, 1), "the file has no instruction", "start it with FROM");
        }
        return instructions;
    }

    private Instruction read(LogicalLine line) {
        int end = 0;
        while (end < line.text().length() && !Character.isWhitespace(line.text().charAt(end))) {
            end++;
        }
        String keyword = line.text().substring(0, end).toUpperCase(Locale.ROOT);
        Location at = line.at(0);
        return switch (keyword) {
            case "FROM" -> from(at, words(line, end));
            case "ARG" -> new Instruction.Arg(at, required(args(words(line, end)), at, "ARG needs a name"));
            case "ENV" -> new Instruction.Env(at, pairs(line, end, "ENV"));
            case "LABEL" -> new Instruction.Label(at, pairs(line, end, "LABEL"));
            case "COPY" -> copy(at, line, end);
            case "WORKDIR" -> new Instruction.Workdir(at, rest(line, end, "WORKDIR needs a folder"));
            case "USER" -> new Instruction.User(at, rest(line, end, "USER needs a user"));
            case "EXPOSE" -> new Instruction.Expose(at, required(words(line, end), at, "EXPOSE needs a port"));
            case "VOLUME" -> new Instruction.Volumes(at, volumes(at, line, end));
            case "ENTRYPOINT" -> new Instruction.Entrypoint(at, program(line, end));
            case "CMD" -> new Instruction.Command(at, program(line, end));
            default -> throw unknown(keyword, at);
        };
    }

    private static RuntimeException unknown(String keyword, Location at) {
        String way = NOT_YET.getOrDefault(keyword, "");
        if (!way.isEmpty()) {
            return Failures.unsupported(at, keyword + " is not supported yet", way);
        }
        return Failures.syntax(
                at,
                "'" + keyword + "' is no instruction",
                Nearest.to(keyword, KNOWN)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see the Dockerfile reference"));
    }

    private static Instruction from(Location at, List<Word> words) {
        if (words.isEmpty()) {
            throw Failures.syntax(at, "FROM needs an image", "name one, or 'scratch'");
        }
        refuseFlags(words, List.of());
        if (words.size() == 1) {
            return new Instruction.From(at, words.get(0), Optional.empty());
        }
        if (words.size() == 3 && words.get(1).raw().equalsIgnoreCase("as")) {
            return new Instruction.From(at, words.get(0), Optional.of(words.get(2)));
        }
        throw Failures.syntax(words.get(1).at(), "FROM takes one image", "write FROM image, or FROM image AS name");
    }

    private static List<Pair> args(List<Word> words) {
        return words.stream()
                .map(word -> {
                    int equals = word.raw().indexOf('=');
                    return equals < 0
                            ? new Pair(word, Optional.empty())
                            : new Pair(
                                    word.part(0, equals),
                                    Optional.of(word.part(equals + 1, word.raw().length())));
                })
                .toList();
    }

    /** {@code name=value ...}, or the old {@code name value with blanks}. */
    private List<Pair> pairs(LogicalLine line, int from, String keyword) {
        List<Word> words = required(words(line, from), line.at(0), keyword + " needs a name and a value");
        Word first = words.get(0);
        if (!first.raw().contains("=")) {
            if (words.size() == 1) {
                throw Failures.syntax(first.at(), keyword + " " + first.raw() + " has no value", "write name=value");
            }
            int start = words.get(1).offset();
            Word value = new Word(line.text().substring(start).stripTrailing(), line, start);
            return List.of(new Pair(first, Optional.of(value)));
        }
        List<Pair> pairs = new ArrayList<>();
        for (Word word : words) {
            int equals = word.raw().indexOf('=');
            if (equals < 1) {
                throw Failures.syntax(word.at(), "'" + word.raw() + "' is not name=value", "quote values with blanks");
            }
            pairs.add(new Pair(
                    word.part(0, equals),
                    Optional.of(word.part(equals + 1, word.raw().length()))));
        }
        return pairs;
    }

    private Instruction copy(Location at, LogicalLine line, int from) {
        List<Word> words = words(line, from);
        refuseFlags(words, List.of("--chown", "--chmod"));
        Optional<Word> owner = flag(words, "--chown");
        Optional<Word> mode = flag(words, "--chmod");
        List<Word> names =
                words.stream().dropWhile(word -> word.raw().startsWith("--")).toList();
        if (!names.isEmpty() && names.get(0).raw().startsWith("[")) {
            names = jsonWords(line, names.get(0).offset()).orElse(names);
        }
        for (Word name : names) {
            if (name.raw().startsWith("<<")) {
                throw Failures.unsupported(name.at(), "heredocs are not supported yet", "COPY a file instead");
            }
        }
        if (names.size() < 2) {
            throw Failures.syntax(at, "COPY needs a source and a target", "write COPY source target");
        }
        int last = names.size() - 1;
        return new Instruction.Copy(at, names.subList(0, last), names.get(last), owner, mode);
    }

    private List<Word> volumes(Location at, LogicalLine line, int from) {
        List<Word> words = required(words(line, from), at, "VOLUME needs a folder");
        return words.get(0).raw().startsWith("[")
                ? jsonWords(line, words.get(0).offset()).orElse(words)
                : words;
    }

    private static Optional<Word> flag(List<Word> words, String name) {
        return words.stream()
                .takeWhile(word -> word.raw().startsWith("--"))
                .filter(word -> word.raw().startsWith(name + "="))
                .map(word -> word.part(name.length() + 1, word.raw().length()))
                .findFirst();
    }

    private static void refuseFlags(List<Word> words, List<String> allowed) {
        for (Word word : words) {
            if (!word.raw().startsWith("--")) {
                return;
            }
            String name = word.raw().replaceFirst("=.*", "");
            if (!allowed.contains(name) || !word.raw().contains("=")) {
                throw Failures.unsupported(
                        word.at(),
                        name + " is not supported yet here",
                        allowed.isEmpty() ? "leave it out" : "supported are " + String.join(", ", allowed));
            }
        }
    }

    private List<Word> words(LogicalLine line, int from) {
        return Words.of(line, from, escape);
    }

    private static Word rest(LogicalLine line, int from, String missing) {
        String text = line.text();
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start == text.length()) {
            throw Failures.syntax(line.at(0), missing, "write it on the same line");
        }
        return new Word(text.substring(start).stripTrailing(), line, start);
    }

    private static List<String> program(LogicalLine line, int from) {
        Word words = rest(line, from, line.text().substring(0, from) + " needs a program");
        Optional<List<String>> exec = JsonStrings.read(words);
        if (exec.isPresent()) {
            return exec.get();
        }
        List<String> wrapped = new ArrayList<>(SHELL);
        wrapped.add(words.raw());
        return wrapped;
    }

    private static Optional<List<Word>> jsonWords(LogicalLine line, int from) {
        Word rest = new Word(line.text().substring(from).stripTrailing(), line, from);
        // Variables are filled in here too, but quotes are JSON's, so that none may be left to be taken away later.
        return JsonStrings.read(rest)
                .map(texts -> texts.stream()
                        .map(text -> new Word('"' + text.replace("\"", "\\\"") + '"', line, from))
                        .toList());
    }

    private static <T> List<T> required(List<T> list, Location at, String missing) {
        if (list.isEmpty()) {
            throw Failures.syntax(at, missing, "write it on the same line");
        }
        return list;
    }
}
