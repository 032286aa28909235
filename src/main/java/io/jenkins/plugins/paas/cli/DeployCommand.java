package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Deploy;
import io.jenkins.plugins.paas.engine.ImageChoice;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "deploy",
        description = {
            "Bring the App to a cluster and watch until every pod is ready.",
            "Builds what is not built yet. On failure it prints the cause and goes back to the last good release."
        })
final class DeployCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Mixin
    private TimeoutOption timeout;

    @Mixin
    private WaitOption wait;

    @Option(
            names = "--supersede",
            description =
                    "Turn back a rollout that waits at a gate, and take its place (default: refuse, with exit code 3).")
    private boolean supersede;

    @ArgGroup
    private Image image = new Image();

    @Option(names = "--dry-run", description = "Change nothing and build nothing; say what would be done.")
    private boolean dryRun;

    @Option(names = "--no-rollback", description = "Leave a failed release as it is, to look at it.")
    private boolean noRollback;

    /** Which image, where it is not simply that of the checkout. */
    static final class Image {
        @Option(
                names = "--commit",
                paramLabel = "COMMIT",
                description =
                        "The image that was built from this commit (id, branch or tag), for any cluster; nothing is built.")
        private Optional<String> commit = Optional.empty();

        @Option(names = "--image", paramLabel = "IMAGE", description = "An image that exists, by tag or digest.")
        private Optional<String> reference = Optional.empty();

        @Option(names = "--force-build", description = "Build even if this commit was built before.")
        private boolean force;
    }

    DeployCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        Deploy.Request request = new Deploy.Request(
                chosen.platform(),
                chosen.target(),
                chosen.folder(),
                choice(),
                dryRun,
                !noRollback,
                timeout(),
                new Deploy.AtGate(wait.value(), supersede));
        return EngineRun.deliver(
                paas, chosen, output, dryRun, engine -> engine.deploy().run(request));
    }

    private Optional<Duration> timeout() {
        return timeout.value();
    }

    private ImageChoice choice() {
        return image.commit
                .<ImageChoice>map(ImageChoice.FromCommit::new)
                .or(() -> image.reference.map(text -> new ImageChoice.Existing(ImageReference.parse(text))))
                .orElseGet(() -> new ImageChoice.FromSource(image.force));
    }
}
