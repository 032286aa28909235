package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Resume;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "resume",
        description = {
            "Go on with a rollout whose process went away, on any machine.",
            "At a gate it does what is due, such as a timeout, and shows what there is to decide."
        })
final class ResumeCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Mixin
    private WaitOption wait;

    @Mixin
    private HoldOption hold;

    ResumeCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        return EngineRun.deliver(
                paas,
                chosen,
                output,
                false,
                engine -> engine.resume().run(new Resume.Request(chosen.place(), wait.value(), hold.leave())));
    }
}
