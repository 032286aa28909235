package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.model.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that builds Dockerfiles and is there. */
interface Tool {
    /** Stands in a command for the number of the image that an earlier command made. */
    String IMAGE = "{image}";

    /** The variable by which a time is told to what makes files. */
    String EPOCH = "SOURCE_DATE_EPOCH";

    /** Name and version, such as {@code buildah 1.28.2}. */
    String words();

    /** What of this it does not know, although the Dockerfile reference has it. */
    default List<Problem> unknown(ContainerBuild build) {
        return List.of();
    }

    /** The commands that build, one after the other; the last leaves an OCI layout in the workplace. */
    List<Command> commands(ContainerBuild build, Workplace place);

    /** Understands what it prints when it builds this. */
    Reading reading(ContainerBuild build);

    /** What to look at when it fails for a reason that is not the Dockerfile's. */
    String hint();

    /**
     * A command.
     *
     * @param words the program and its arguments, as no shell ever sees them
     * @param environment variables besides the usual ones
     */
    record Command(List<String> words, Map<String, String> environment) {
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Where one build keeps its files.
     *
     * @param folder of this build alone, readable by nobody else
     * @param access how the registries of its images are reached
     */
    record Workplace(Path folder, RegistryFiles access) {
        /** Where the image is to lie in the end. */
        Path layout() {
            return folder.resolve("layout");
        }

        /** Where the image's number is written. */
        Path number() {
            return folder.resolve("number");
        }
    }
}
