package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Carries out the instructions of one stage, one after the other. */
final class StageRun {
    /** What builders give an image that has none, so that a program is found by its name. */
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final DockerfileInterpreter all;
    private final Stage stage;
    private final BuiltStage start;
    private final Variables variables;
    private final ConfigDraft config;
    private final Supplier<ImageFiles> files;
    private final List<Layer> layers;
    /** What was written but is in no layer yet. */
    private Optional<Writing> writing = Optional.empty();

    private boolean complete;

    StageRun(DockerfileInterpreter all, Stage stage, BuiltStage start) {
        this.all = all;
        this.stage = stage;
        this.start = start;
        ImageConfig base = start.image().config();
        Map<String, String> env = new LinkedHashMap<>();
        env.put("PATH", PATH);
        env.putAll(base.env());
        this.variables = new Variables(all.escape(), all.global(), start.args(), env);
        this.config = new ConfigDraft(base);
        this.files = BuiltStage.once(() -> start.image().files().copy("the stage '" + stage.name() + "'"));
        this.layers = new ArrayList<>(start.layers());
        this.complete = start.complete();
    }

    BuiltStage run() {
        for (String trigger : start.image().config().onBuild()) {
            all.problems()
                    .attempt(() -> carryOut(DockerfileParser.trigger(
                            trigger, stage.from().image().at())));
        }
        for (Instruction instruction : stage.instructions()) {
            all.problems().attempt(() -> carryOut(instruction));
        }
        endLayer("folders");
        BaseImage image = new BaseImage(start.image().name(), config.config(variables.env()), files);
        return new BuiltStage(start.base(), layers, image, variables.args(), complete);
    }

    /** A switch over the sealed type, once Java 21 is the oldest that is supported. */
    private void carryOut(Instruction instruction) {
        if (instruction instanceof Instruction.Arg arg) {
            arg.names().forEach(variables::arg);
        } else if (instruction instanceof Instruction.Env env) {
            variables.env(filled(env.values()));
        } else if (instruction instanceof Instruction.Label label) {
            config.label(filled(label.values()));
        } else if (instruction instanceof Instruction.Copy copy) {
            copy(copy);
        } else if (instruction instanceof Instruction.Workdir to) {
            workdir(to);
        } else if (instruction instanceof Instruction.Volumes volumes) {
            volumes.folders().forEach(folder -> volume(folder, volumes.at()));
        } else if (instruction instanceof Instruction.Run run) {
            complete = false;
            all.run(stage, run);
        } else {
            settings(instruction);
        }
    }

    /** What changes settings alone. */
    private void settings(Instruction instruction) {
        if (instruction instanceof Instruction.User to) {
            config.user(present(to.user()));
        } else if (instruction instanceof Instruction.Expose expose) {
            expose.ports().forEach(this::expose);
        } else if (instruction instanceof Instruction.Entrypoint to) {
            config.entrypoint(to.program());
        } else if (instruction instanceof Instruction.Command to) {
            config.command(to.program());
        } else if (instruction instanceof Instruction.StopSignal to) {
            String signal = present(to.signal());
            Signals.check(signal, to.signal().at());
            config.stopSignal(signal);
        } else if (instruction instanceof Instruction.Check check) {
            config.healthcheck(check.healthcheck());
        } else if (instruction instanceof Instruction.Shell shell) {
            config.shell(shell.words());
        } else if (instruction instanceof Instruction.OnBuild onBuild) {
            config.onBuild(onBuild.trigger());
        } else if (instruction instanceof Instruction.Maintainer maintainer) {
            config.author(maintainer.name().raw());
        }
    }

    private Map<String, String> filled(List<Instruction.Pair> pairs) {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Instruction.Pair pair : pairs) {
            String name = variables.expand(pair.name());
            if (name.isEmpty()) {
                throw variables
                        .missing(pair.name())
                        .blamedFor(
                                Failures.syntax(pair.name().at(), "a name is missing before '='", "write name=value"));
            }
            filled.put(name, variables.expand(pair.value()).orElse(""));
        }
        return filled;
    }

    private String present(Word word) {
        String value = variables.expand(word);
        if (value.isBlank()) {
            throw variables
                    .missing(word)
                    .blamedFor(
                            Failures.syntax(word.at(), "'" + word.raw() + "' is empty", "give its variables values"));
        }
        return value;
    }

    private void expose(Word ports) {
        for (String port : present(ports).strip().split("\\s+", -1)) {
            try {
                config.expose(Ports.read(port, ports.at()));
            } catch (PaasException e) {
                throw variables.missing(ports).blamedFor(e);
            }
        }
    }

    private void workdir(Instruction.Workdir to) {
        String written = present(to.folder());
        String folder = ImageFolder.resolve(config.workdir(), written);
        writing().folders(folder, user(to.at()), to.at());
        // As BuildKit and buildah have it: what is absolute stays as it was written.
        config.workdir(written.startsWith("/") ? written : folder);
    }

    /** Who folders are made for; a user that is only known in a container owns none yet. */
    private Owner user(Location at) {
        return config.user()
                .flatMap(name -> new Problems().attempt(() -> new Accounts(files.get(), at).owner(name)))
                .orElse(Owner.ROOT);
    }

    private void volume(Word folder, Location at) {
        String path = ImageFolder.resolve("/", present(folder));
        writing().folders(path, Owner.ROOT, at);
        config.volume(path);
    }

    private void copy(Instruction.Copy copy) {
        if (!copy.heredocs().isEmpty()) {
            all.novelty(Novelty.Kind.HEREDOC, copy.at());
        }
        Optional<Word> named = copy.flags().value("from");
        Optional<BuiltStage> from = named.map(this::source);
        if (from.isPresent() && !from.get().complete()) {
            // What the stage would have cannot be known; what is wrong with it was said already.
            complete = false;
            return;
        }
        CopyRun.letters(copy, variables).ifPresent(word -> all.novelty(Novelty.Kind.MODE_IN_LETTERS, word.at()));
        if (all.bare() && CopyRun.remote(copy, variables).isPresent()) {
            // Whoever runs the commands does it as well; what comes cannot be known.
            complete = false;
            return;
        }
        boolean whole = new CopyRun(all, copy, from, variables, config.workdir(), complete).into(writing());
        complete &= whole;
        endLayer(CopyRun.name(copy, variables));
    }

    private BuiltStage source(Word name) {
        if (name.raw().contains("$")) {
            throw Failures.unsupported(
                    name.at(),
                    "--from takes no variables",
                    "write FROM " + name.raw() + " AS name before the stage, and --from=name");
        }
        return all.source(variables.expand(name), stage.index(), name.at());
    }

    private Writing writing() {
        Writing open = writing.orElseGet(() -> new Writing(files.get()));
        writing = Optional.of(open);
        return open;
    }

    private void endLayer(String name) {
        writing.flatMap(written -> written.layer(name)).ifPresent(layers::add);
        writing = Optional.empty();
    }
}
