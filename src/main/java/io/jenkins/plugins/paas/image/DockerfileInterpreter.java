package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Carries out the instructions of one stage, one after the other, and so makes a plan. */
final class DockerfileInterpreter {
    private final Dockerfile dockerfile;
    private final ContextFiles context;
    private final Variables variables;

    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<String> ports = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private Optional<String> base = Optional.empty();
    private Optional<String> workdir = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<List<String>> entrypoint = Optional.empty();
    private Optional<List<String>> command = Optional.empty();
    private boolean begun;

    private DockerfileInterpreter(Dockerfile dockerfile, ContextFiles context, Map<String, String> args) {
        this.dockerfile = dockerfile;
        this.context = context;
        this.variables = new Variables(dockerfile.escape(), args);
    }

    /**
     * The image that a Dockerfile describes.
     *
     * @param context what {@code COPY} copies from
     * @param args values of its {@code ARG}s
     * @param created the image's time
     */
    static ImagePlan plan(Dockerfile dockerfile, ContextFiles context, Map<String, String> args, Instant created) {
        DockerfileInterpreter interpreter = new DockerfileInterpreter(dockerfile, context, args);
        dockerfile.instructions().forEach(interpreter::carryOut);
        return interpreter.result(created);
    }

    private void carryOut(Instruction instruction) {
        if (instruction instanceof Instruction.From from) {
            from(from);
        } else if (instruction instanceof Instruction.Arg arg) {
            arg.names().forEach(begun ? variables::arg : variables::global);
        } else if (!begun) {
            throw Failures.syntax(
                    instruction.at(), "the first instruction is not FROM", "start the file with FROM image");
        } else if (instruction instanceof Instruction.Copy copy) {
            copy(copy);
        } else {
            settings(instruction);
        }
    }

    /** What changes no file. A switch over the sealed type, once Java 21 is the oldest that is supported. */
    private void settings(Instruction instruction) {
        if (instruction instanceof Instruction.Env env) {
            variables.env(filled(env.values()));
        } else if (instruction instanceof Instruction.Label label) {
            labels.putAll(filled(label.values()));
        } else if (instruction instanceof Instruction.Workdir to) {
            workdir = Optional.of(ImageFolder.resolve(workdir.orElse("/"), variables.expand(to.folder())));
        } else if (instruction instanceof Instruction.User to) {
            user = Optional.of(variables.expand(to.user()));
        } else if (instruction instanceof Instruction.Expose expose) {
            expose.ports().forEach(port -> ports.addAll(Ports.read(variables.expand(port), port.at())));
        } else if (instruction instanceof Instruction.Volumes all) {
            all.folders().forEach(each -> volumes.add(ImageFolder.resolve("/", variables.expand(each))));
        } else if (instruction instanceof Instruction.Entrypoint to) {
            entrypoint = Optional.of(to.words());
        } else if (instruction instanceof Instruction.Command to) {
            command = Optional.of(to.words());
        }
    }

    private void from(Instruction.From from) {
        if (begun) {
            throw Failures.unsupported(
                    from.at(),
                    "a second FROM (a multi-stage build) is not supported yet",
                    "build before the image is assembled (build.command), and COPY the result");
        }
        begun = true;
        String image = variables.outside(from.image());
        if (image.isBlank()) {
            throw Failures.syntax(from.image().at(), "FROM names no image", "give its ARG a value under build.args");
        }
        base = image.equals("scratch") ? Optional.empty() : Optional.of(image);
    }

    private void copy(Instruction.Copy copy) {
        Location at = copy.sources().get(0).at();
        layers.add(Copying.layer(
                context,
                copy.sources().stream().map(variables::expand).toList(),
                variables.expand(copy.target()),
                workdir.orElse("/"),
                copy.owner().map(variables::expand).orElse(""),
                copy.mode().map(this::mode).orElse(OptionalInt.empty()),
                at));
    }

    private OptionalInt mode(Word word) {
        String octal = variables.expand(word);
        if (!octal.matches("0?[0-7]{3}")) {
            throw Failures.unsupported(
                    word.at(), "--chmod=" + octal + " is not supported yet", "use three octal digits, such as 755");
        }
        return OptionalInt.of(Integer.parseInt(octal, 8));
    }

    private Map<String, String> filled(List<Instruction.Pair> pairs) {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Instruction.Pair pair : pairs) {
            String name = variables.expand(pair.name());
            if (name.isEmpty()) {
                throw Failures.syntax(pair.name().at(), "a name is missing before '='", "write name=value");
            }
            filled.put(name, pair.value().map(variables::expand).orElse(""));
        }
        return filled;
    }

    private ImagePlan result(Instant created) {
        if (!begun) {
            throw Failures.syntax(
                    new Location(dockerfile.name(), 1, 1), "there is no FROM", "start the file with FROM");
        }
        return new ImagePlan(
                base,
                layers,
                variables.env(),
                labels,
                workdir,
                user,
                entrypoint,
                command,
                ports.stream().distinct().toList(),
                volumes.stream().distinct().toList(),
                created);
    }
}
