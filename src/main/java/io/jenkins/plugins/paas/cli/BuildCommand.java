package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.BuildImage;
import io.jenkins.plugins.paas.engine.BuildImage.Output;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.ImageBuilder.BuiltLayer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "build", description = "Make the App's image, or find the one that was made from the same commit.")
final class BuildCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @ArgGroup
    private Elsewhere elsewhere = new Elsewhere();

    @Option(names = "--force", description = "Build even if this commit was built before.")
    private boolean force;

    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description = "Find what was built from this commit (id, branch or tag) and build nothing.")
    private Optional<String> commit;

    /** Other places than the cluster's registry. */
    static final class Elsewhere {
        @Option(
                names = "--tar",
                paramLabel = "FILE",
                description = "Write a tar file that docker load reads; push nothing, ask no cluster.")
        private Optional<Path> tar = Optional.empty();

        @Option(
                names = "--layout",
                paramLabel = "FOLDER",
                description = "Write an OCI image layout; push nothing, ask no cluster.")
        private Optional<Path> layout = Optional.empty();
    }

    BuildCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        if (commit.isPresent() && !(destination() instanceof Output.ToRegistry)) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_USAGE",
                            "--commit builds nothing, so there is nothing to write into a file",
                            "leave --commit out to build the checkout, or leave --tar and --layout out"));
        }
        TargetOptions.Chosen chosen = options.choose(paas.here());
        BuildImage.Result built;
        try (Screen screen = output.screen(paas.here())) {
            built = EngineRun.engine(paas, chosen, screen)
                    .buildImage()
                    .run(new BuildImage.Request(
                            chosen.platform(), chosen.target(), chosen.folder(), destination(), force, commit));
        }
        output.result(paas.here(), () -> text(built), () -> json(built));
        return Outcome.DONE.exitCode();
    }

    private Output destination() {
        Path here = paas.here().folder();
        return elsewhere
                .tar
                .<Output>map(file -> new Output.ToTar(here.resolve(file)))
                .or(() -> elsewhere.layout.map(folder -> new Output.ToLayout(here.resolve(folder))))
                .orElseGet(Output.ToRegistry::new);
    }

    private static String text(BuildImage.Result built) {
        StringBuilder text = new StringBuilder();
        if (!built.layers().isEmpty()) {
            Table table = new Table("LAYER", "FILES", "SIZE");
            for (BuiltLayer layer : built.layers()) {
                table.row(layer.name(), String.valueOf(layer.files()), Bytes.words(layer.bytes()));
            }
            table.lines().forEach(line -> text.append(line).append('\n'));
        }
        return text.append(built.reused() ? "built before: " : "built: ")
                .append(built.image())
                .toString();
    }

    private static Map<String, Object> json(BuildImage.Result built) {
        return Members.document("Build")
                .add("tag", built.image().tag())
                .add("image", built.image())
                .add("digest", built.digest())
                .add("builder", built.builder())
                .add("reused", built.reused())
                .add("took", built.took())
                .add(
                        "layers",
                        built.layers().stream()
                                .map(layer -> new Members()
                                        .add("name", layer.name())
                                        .add("files", layer.files())
                                        .add("bytes", layer.bytes())
                                        .tree())
                                .toList())
                .tree();
    }
}
