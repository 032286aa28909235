package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Deploy;
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
    private ImageOptions.Built image = new ImageOptions.Built();

    @Option(names = "--dry-run", description = "Change nothing and build nothing; say what would be done.")
    private boolean dryRun;

    @Option(names = "--no-rollback", description = "Leave a failed release as it is, to look at it.")
    private boolean noRollback;

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
                image.choice(),
                dryRun,
                !noRollback,
                timeout.value(),
                new Deploy.AtGate(wait.value(), supersede));
        return EngineRun.deliver(
                paas, chosen, output, dryRun, engine -> engine.deploy().run(request));
    }
}
