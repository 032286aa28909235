package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.render.Renderer;
import io.jenkins.plugins.paas.spec.Yaml;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "render",
        description = {
            "Print the Kubernetes objects that a deploy would apply, without asking any cluster.",
            "Release, commit and config version are 1 and zeros: only a deploy gives them."
        })
final class RenderCommand implements Callable<Integer> {
    private static final ImageTag TAG = new ImageTag(1, 0, new CommitId("000000000000"));

    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image that the objects name (default: a tag of zeros).")
    private Optional<String> image;

    RenderCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        Target target = options.choose(paas.here()).target();
        ImageTag tag = TAG.forCluster(target.cluster().id());
        ImageRef shown =
                image.map(ImageReference::parse).orElseGet(() -> ImageRef.tagged(target.repository(), tag.toString()));
        Optional<ConfigVersion> config = target.run()
                .config()
                .map(folder -> new ConfigVersion(target.app().name(), 1, ConfigVersion.Content.of(new TreeMap<>())));
        paas.here().out().print(Yaml.print(Renderer.render(target, shown, tag, 1, config)));
        return Outcome.DONE.exitCode();
    }
}
