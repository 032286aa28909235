package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.CheckImage;
import io.jenkins.plugins.paas.engine.CopyImage;
import io.jenkins.plugins.paas.engine.DeliveryEngine;
import io.jenkins.plugins.paas.image.BaseNames;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.SysctlRule;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.ImageContents.Source;
import io.jenkins.plugins.paas.spec.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "image",
        description = "Check images, and copy them into other registries.",
        synopsisSubcommandLabel = "(check | copy)")
final class ImageCommand {
    private final Paas paas;

    ImageCommand(Paas paas) {
        this.paas = paas;
    }

    /** Which image is checked; without any of them the App's last one. */
    static final class Which {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "IMAGE",
                description = "An image in a registry, by tag or digest.")
        private Optional<String> image = Optional.empty();

        @Option(
                names = "--tar",
                paramLabel = "FILE",
                description = "An image in a tar file, as paas build --tar or docker save write it.")
        private Optional<Path> tar = Optional.empty();

        @Option(names = "--layout", paramLabel = "FOLDER", description = "An image in an OCI image layout.")
        private Optional<Path> layout = Optional.empty();

        Optional<Source> source(Surroundings here) {
            return image.<Source>map(text -> new Source.InRegistry(ImageReference.parse(text)))
                    .or(() -> tar.map(file -> new Source.InTar(here.folder().resolve(file))))
                    .or(() -> layout.map(
                            folder -> new Source.InLayout(here.folder().resolve(folder), folder.toString())));
        }
    }

    @Command(
            name = "check",
            description = {
                "Look into an image: root, setuid files, keys and tokens, size, and which packages are in it.",
                "Without an image: the App's last one for --cluster. Exit code 6 if the platform requires what it fails."
            })
    int check(
            @Mixin FileOptions files,
            @Option(names = "--cluster", paramLabel = "NAME", description = "The cluster that it is for.")
                    Optional<String> cluster,
            @ArgGroup Which which,
            @Option(
                            names = "--sbom",
                            paramLabel = "FILE",
                            description = "Write what the image consists of, in CycloneDX JSON.")
                    Optional<Path> sbom,
            @Mixin OutputOptions output) {
        Surroundings here = paas.here();
        files.refuseBare();
        Optional<Source> named = Optional.ofNullable(which).flatMap(each -> each.source(here));
        Optional<Platform> platform = named.isEmpty() || cluster.isPresent() || files.platformIsThere(here)
                ? Optional.of(files.platform(here))
                : Optional.empty();
        Optional<Target> target = named.isEmpty()
                ? Optional.of(Targets.resolve(
                        files.app(here), platform.orElseThrow(), ClusterChoice.of(cluster, platform.orElseThrow())))
                : Optional.empty();
        ImagePolicy policy = platform.map(Platform::images).orElse(ImagePolicy.NONE);
        ImagePolicy.Mode mode = cluster.map(name -> ClusterChoice.spec(name, platform.orElseThrow()))
                .map(spec -> policy.in(spec.environment()))
                .orElseGet(policy::strictest);
        CheckImage.Result result;
        try (Screen screen = output.screen(here)) {
            DeliveryEngine engine = EngineRun.engine(paas, platform.orElseGet(ImageCommand::none), screen);
            Source source = named.orElseGet(() -> new Source.InRegistry(engine.findImage()
                    .find(platform.orElseThrow(), target.orElseThrow(), files.folder(here), Optional.empty())));
            List<String> loose = target.map(each -> BaseNames.loose(
                            files.folder(here),
                            each.app().source(),
                            platform.orElseThrow().baseImages()))
                    .orElse(List.of());
            result = engine.checkImage().run(new CheckImage.Request(source, policy, loose, sbom.isPresent()));
        }
        sbom.ifPresent(file -> write(here.folder().resolve(file), result.bill().orElseThrow()));
        boolean failed =
                mode == ImagePolicy.Mode.REQUIRED && !result.verdict().errors().isEmpty();
        output.result(
                here,
                () -> String.join("\n", new CheckText(here.colours()).lines(result, failed)),
                () -> CheckJson.document(result, mode, failed));
        return (failed ? Outcome.QUALITY_GATE_FAILED : Outcome.DONE).exitCode();
    }

    /** In place of a file that is not there: an image is looked into with Docker's credentials, and nothing is wanted of it. */
    private static Platform none() {
        return new Platform(
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                new ClusterName("none"),
                new Platform.AuditStore.InCluster(),
                Optional.empty(),
                SysctlRule.NONE,
                ImagePolicy.NONE,
                Map.of());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_FILE_UNREADABLE",
                            file + " cannot be written: " + e.getMessage(),
                            "name a file in a folder that is there"),
                    e);
        }
    }

    @Command(
            name = "copy",
            description = {
                "Copy an image of the App, by its digest, into the cluster's registry and its mirrors.",
                "What is there already is not sent again, so a copy that broke off goes on where it was."
            })
    int copy(
            @Mixin TargetOptions options,
            @Option(
                            names = "--image",
                            paramLabel = "IMAGE",
                            description = "The image, by tag or digest (default: the last one that was built).")
                    Optional<String> image,
            @Option(
                            names = "--commit",
                            paramLabel = "COMMIT",
                            description = "The image that was built from this commit, for any cluster.")
                    Optional<String> commit,
            @Option(
                            names = "--to",
                            paramLabel = "REGISTRY",
                            split = ",",
                            description =
                                    "Registries by their names in the platform file (default: the cluster's own and the mirrors).")
                    List<String> to,
            @Mixin OutputOptions output) {
        if (image.isPresent() && commit.isPresent()) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of("E_USAGE", "--image and --commit are both given", "name the image in one way"));
        }
        TargetOptions.Chosen chosen = options.choose(paas.here());
        Optional<ImageRef> named = image.map(ImageReference::parse);
        CopyImage.Result result;
        try (Screen screen = output.screen(paas.here())) {
            result = EngineRun.engine(paas, chosen, screen)
                    .copyImage()
                    .run(new CopyImage.Request(
                            chosen.platform(),
                            chosen.target(),
                            chosen.folder(),
                            named,
                            commit,
                            Optional.ofNullable(to).orElse(List.of())));
        }
        output.result(paas.here(), () -> CopyText.text(result), () -> CopyText.document(result));
        return Outcome.DONE.exitCode();
    }
}
