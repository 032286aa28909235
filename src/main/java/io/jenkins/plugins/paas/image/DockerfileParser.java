package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Dockerfile into instructions.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
final class DockerfileParser {
    private static final Set<Keyword> NO_TRIGGERS = Set.of(Keyword.FROM, Keyword.ONBUILD, Keyword.MAINTAINER);

    /** Without variables, which no tool fills in there, and without quotes. */
    private static final Pattern MOUNTED = Pattern.compile("(?:^|,)from=([^,\"'$]+)(?:,|$)");

    private final char escape;

    private DockerfileParser(char escape) {
        this.escape = escape;
    }

    /**
     * The instructions in their order; never empty.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException with everything that is wrong
     */
    static Dockerfile parse(String file, String content) {
        Problems problems = new Problems();
        DockerfileLines.Cut cut = DockerfileLines.cut(file, content, problems);
        DockerfileParser parser = new DockerfileParser(cut.escape());
        List<Instruction> instructions = cut.lines().stream()
                .flatMap(line -> problems.attempt(() -> parser.read(line)).stream())
                .toList();
        if (instructions.isEmpty() && problems.none()) {
            throw Failures.syntax(new Location(file, 1, 1), "the file has no instruction", "start it with FROM");
        }
        problems.refuse();
        return new Dockerfile(file, instructions, cut.escape());
    }

    /**
     * A trigger of a base image.
     *
     * @param of the FROM because of which it is carried out
     */
    static Instruction trigger(String text, Location of) {
        LogicalLine line = DockerfileLines.cut(of.file(), text, new Problems()).lines().stream()
                .findFirst()
                .map(first -> LogicalLine.because(of, first.text(), first.heredocs()))
                .orElseGet(() -> LogicalLine.because(of, text, List.of()));
        return new DockerfileParser('\\').read(line);
    }

    private Instruction read(LogicalLine line) {
        Keyword keyword = Keyword.of(line);
        Location at = line.at(0);
        Arguments arguments = new Arguments(line, keyword.name().length(), escape);
        return switch (keyword) {
            case FROM -> from(arguments);
            case ARG -> new Instruction.Arg(at, arguments.names());
            case ENV -> new Instruction.Env(at, arguments.pairs());
            case LABEL -> new Instruction.Label(at, arguments.pairs());
            case COPY, ADD -> CopyReader.read(arguments, keyword == Keyword.ADD);
            case WORKDIR -> new Instruction.Workdir(at, arguments.rest("a folder"));
            case USER -> new Instruction.User(at, arguments.rest("a user"));
            case EXPOSE -> new Instruction.Expose(at, arguments.someWords("a port"));
            case VOLUME -> new Instruction.Volumes(at, arguments.someListed("a folder"));
            case ENTRYPOINT -> new Instruction.Entrypoint(at, arguments.program());
            case CMD -> new Instruction.Command(at, arguments.program());
            case STOPSIGNAL -> new Instruction.StopSignal(at, arguments.rest("a signal"));
            case HEALTHCHECK -> new Instruction.Check(at, HealthcheckReader.read(arguments));
            case SHELL -> new Instruction.Shell(at, shell(arguments));
            case ONBUILD -> onBuild(arguments);
            case MAINTAINER -> new Instruction.Maintainer(at, arguments.rest("a name"));
            case RUN -> run(arguments);
        };
    }

    private static Instruction from(Arguments arguments) {
        List<Word> words = arguments.someWords("an image");
        Flags flags = Flags.read(words, Set.of("platform"), Set.of());
        List<Word> names = words.subList(flags.count(), words.size());
        Optional<Word> platform = flags.value("platform");
        if (names.size() == 1) {
            return new Instruction.From(arguments.at(), names.get(0), Optional.empty(), platform);
        }
        if (names.size() == 3 && names.get(1).raw().equalsIgnoreCase("as")) {
            Word stage = names.get(2);
            if (!stage.raw().toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9._-]*")) {
                throw Failures.syntax(
                        stage.at(),
                        "'" + stage.raw() + "' is no name of a stage",
                        "begin it with a letter, and use letters, digits, '-', '_' and '.'");
            }
            return new Instruction.From(arguments.at(), names.get(0), Optional.of(stage), platform);
        }
        throw Failures.syntax(
                names.isEmpty()
                        ? arguments.at()
                        : names.get(Math.min(1, names.size() - 1)).at(),
                "FROM takes one image",
                "write FROM image, or FROM image AS name");
    }

    private static List<String> shell(Arguments arguments) {
        Instruction.Program program = arguments.program();
        return program.exec()
                .filter(words -> !words.isEmpty())
                .orElseThrow(() -> Failures.syntax(
                        program.line().at(), "SHELL takes the JSON form only", "write SHELL [\"/bin/sh\", \"-c\"]"));
    }

    private Instruction onBuild(Arguments arguments) {
        Word trigger = arguments.rest("an instruction");
        LogicalLine line = LogicalLine.because(
                trigger.at(), trigger.raw(), arguments.line().heredocs());
        Keyword keyword = Keyword.of(line);
        if (NO_TRIGGERS.contains(keyword)) {
            throw Failures.syntax(
                    trigger.at(),
                    keyword + " cannot be triggered by ONBUILD",
                    "write another instruction after ONBUILD");
        }
        // Read now, so that a mistake is found by whoever makes the base image.
        read(line);
        StringBuilder text = new StringBuilder(trigger.raw());
        for (Heredoc heredoc : line.heredocs()) {
            text.append('\n').append(heredoc.content().raw()).append(heredoc.end());
        }
        return new Instruction.OnBuild(arguments.at(), text.toString());
    }

    private static Instruction run(Arguments arguments) {
        arguments.rest("a command");
        Flags flags = Flags.read(arguments.lenientWords(), Set.of("mount", "network", "security", "device"), Set.of());
        List<Word> mounted = flags.all("mount").stream()
                .flatMap(mount -> from(mount).stream())
                .toList();
        return new Instruction.Run(
                arguments.at(), mounted, !arguments.line().heredocs().isEmpty());
    }

    /** What {@code type=bind,from=NAME,...} names. */
    private static Optional<Word> from(Word mount) {
        Matcher from = MOUNTED.matcher(mount.raw());
        return from.find() ? Optional.of(mount.part(from.start(1), from.end(1))) : Optional.empty();
    }
}
