package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Rollback;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rollback", description = "Bring an earlier release back, image and configuration together.")
final class RollbackCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Mixin
    private TimeoutOption timeout;

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            converter = OptionValues.ReleaseNumber.class,
            description = "The release to go back to (default: the last good one before the one that runs).")
    private Optional<Long> to;

    @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
    private boolean dryRun;

    RollbackCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        return EngineRun.deliver(
                paas,
                chosen,
                output,
                dryRun,
                engine -> engine.rollback().run(new Rollback.Request(chosen.place(), to, dryRun, timeout.value())));
    }
}
