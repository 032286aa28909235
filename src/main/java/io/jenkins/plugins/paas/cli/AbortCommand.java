package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Abort;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "abort",
        description = {
            "End a rollout at its gate or in the middle: the release before takes all requests again.",
            "Whoever is at work on it turns back; where nobody is, this command does."
        })
final class AbortCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            required = true,
            description = "The reason; the audit trail keeps it.")
    private String why = "";

    AbortCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        if (why.isBlank()) {
            throw new PaasException(
                    Outcome.INVALID, Problem.of("E_USAGE", "--why is blank", "say why; the audit trail keeps it"));
        }
        TargetOptions.Chosen chosen = options.choose(paas.here());
        return EngineRun.deliver(
                paas,
                chosen,
                output,
                false,
                engine -> engine.abort().run(new Abort.Request(chosen.place(), why.strip())));
    }
}
