package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Delivery;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Go on with a rollout whose process went away, on any machine.")
final class ResumeCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    ResumeCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        Delivery delivery;
        try (Screen screen = output.screen(paas.here())) {
            delivery =
                    EngineRun.engine(paas, chosen.platform(), screen).resume().run(chosen.place());
        }
        return new DeliveryReport(paas.here(), output, chosen.target()).show(delivery, false);
    }
}
