package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.ShowStatus;
import io.jenkins.plugins.paas.model.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Show what runs, its pods, and why one is not ready.")
final class StatusCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--watch",
            description =
                    "Follow an open rollout until it ends or Ctrl-C: pods of both sets, traffic, gate and clocks.")
    private boolean watch;

    StatusCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        boolean followed = watch && follow(chosen);
        ShowStatus.Status status = EngineRun.engine(paas, chosen.platform(), Screen.aside(paas.here()))
                .status()
                .run(chosen.place());
        if (!followed) {
            try (Screen events = output.events(paas.here())) {
                status.events().forEach(events::emit);
            }
        }
        StatusReport report = new StatusReport(status, paas.here().colours());
        output.result(paas.here(), report::text, report::json);
        return Outcome.DONE.exitCode();
    }

    private boolean follow(TargetOptions.Chosen chosen) {
        try (Screen screen = output.screen(paas.here())) {
            return EngineRun.engine(paas, chosen.platform(), screen).status().follow(chosen.place());
        }
    }
}
