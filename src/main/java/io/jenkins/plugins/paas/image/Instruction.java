package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.List;
import java.util.Optional;

/** One instruction of a Dockerfile, read but not yet carried out. */
sealed interface Instruction {
    /** Where it stands. */
    Location at();

    /** A name and its value; the value is nothing for {@code ARG name}. */
    record Pair(Word name, Optional<Word> value) {}

    /** {@code FROM image [AS name]}. */
    record From(Location at, Word image, Optional<Word> stage) implements Instruction {}

    /** {@code ARG name[=default] ...}. */
    record Arg(Location at, List<Pair> names) implements Instruction {
        public Arg {
            names = List.copyOf(names);
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

    /** {@code COPY [--chown=] [--chmod=] source ... target}. */
    record Copy(Location at, List<Word> sources, Word target, Optional<Word> owner, Optional<Word> mode)
            implements Instruction {
        public Copy {
            sources = List.copyOf(sources);
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

    /** {@code ENTRYPOINT}; the shell form is already wrapped. */
    record Entrypoint(Location at, List<String> words) implements Instruction {
        public Entrypoint {
            words = List.copyOf(words);
        }
    }

    /** {@code CMD}; the shell form is already wrapped. */
    record Command(Location at, List<String> words) implements Instruction {
        public Command {
            words = List.copyOf(words);
        }
    }
}
