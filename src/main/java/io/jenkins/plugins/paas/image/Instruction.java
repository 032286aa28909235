package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.List;
import java.util.Optional;

/**
 * One instruction of a Dockerfile, read but not yet carried out.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
sealed interface Instruction {
    /** Where it stands. */
    Location at();

    /** The names that it declares as arguments of the build. */
    default List<String> args() {
        return List.of();
    }

    /** A name and its value; the value is nothing for {@code ARG name}. */
    record Pair(Word name, Optional<Word> value) {}

    /** A program: the words of the exec form, or else a line for a shell. */
    record Program(Word line, Optional<List<String>> exec) {}

    /** {@code FROM [--platform=] image [AS name]}. */
    record From(Location at, Word image, Optional<Word> stage, Optional<Word> platform) implements Instruction {}

    /** {@code ARG name[=default] ...}. */
    record Arg(Location at, List<Pair> names) implements Instruction {
        public Arg {
            names = List.copyOf(names);
        }

        @Override
        public List<String> args() {
            return names.stream().map(pair -> pair.name().raw()).toList();
        }
    }

    /** {@code ENV name=value ...}. */
    record Env(Location at, List<Pair> values) implements Instruction {
        public Env {
            values = List.copyOf(values);
        }
    }

    /** {@code LABEL name=value ...}. */
    record Label(Location at, List<Pair> values) implements Instruction {
        public Label {
            values = List.copyOf(values);
        }
    }

    /**
     * {@code COPY} or {@code ADD}.
     *
     * @param add whether it is ADD, which unpacks archives
     * @param sources files and folders; at least one, unless there are here-documents
     * @param heredocs files whose content stands in the Dockerfile
     */
    record Copy(Location at, boolean add, Flags flags, List<Word> sources, List<Heredoc> heredocs, Word target)
            implements Instruction {
        public Copy {
            sources = List.copyOf(sources);
            heredocs = List.copyOf(heredocs);
        }
    }

    /** {@code WORKDIR folder}. */
    record Workdir(Location at, Word folder) implements Instruction {}

    /** {@code USER user[:group]}. */
    record User(Location at, Word user) implements Instruction {}

    /** {@code EXPOSE port[/protocol] ...}. */
    record Expose(Location at, List<Word> ports) implements Instruction {
        public Expose {
            ports = List.copyOf(ports);
        }
    }

    /** {@code VOLUME folder ...}. */
    record Volumes(Location at, List<Word> folders) implements Instruction {
        public Volumes {
            folders = List.copyOf(folders);
        }
    }

    /** {@code ENTRYPOINT program}. */
    record Entrypoint(Location at, Program program) implements Instruction {}

    /** {@code CMD program}. */
    record Command(Location at, Program program) implements Instruction {}

    /** {@code STOPSIGNAL signal}. */
    record StopSignal(Location at, Word signal) implements Instruction {}

    /** {@code HEALTHCHECK}. */
    record Check(Location at, Healthcheck healthcheck) implements Instruction {}

    /** {@code SHELL ["program", "argument"]}. */
    record Shell(Location at, List<String> words) implements Instruction {
        public Shell {
            words = List.copyOf(words);
        }
    }

    /** {@code ONBUILD instruction}, which is read where it is carried out. */
    record OnBuild(Location at, String trigger) implements Instruction {}

    /** {@code MAINTAINER name}. */
    record Maintainer(Location at, Word name) implements Instruction {}

    /**
     * {@code RUN}, which nobody here can carry out.
     *
     * @param mounted the stages and images that its {@code --mount=from=}s name
     * @param heredocs whether it has here-documents
     */
    record Run(Location at, List<Word> mounted, boolean heredocs) implements Instruction {
        public Run {
            mounted = List.copyOf(mounted);
        }
    }
}
