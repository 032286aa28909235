package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Deploy;
import io.jenkins.plugins.paas.engine.Difference;
import io.jenkins.plugins.paas.model.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "diff",
        description = {
            "Show what a deploy would change, as the cluster itself would do it; change nothing and build nothing.",
            "Ends with 0 whether or not anything differs; scripts read 'changes' of --output json."
        })
final class DiffCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @ArgGroup
    private ImageOptions image = new ImageOptions();

    DiffCommand(Paas paas) {
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
                true,
                true,
                Optional.empty(),
                Deploy.AtGate.LEAVE);
        Difference difference;
        try (Screen screen = output.screen(paas.here())) {
            difference = EngineRun.engine(paas, chosen.platform(), screen)
                    .difference()
                    .run(request);
        }
        output.result(
                paas.here(),
                () -> String.join("\n", new DifferenceText(paas.here().colours()).lines(difference)),
                () -> DifferenceJson.document(difference));
        return Outcome.DONE.exitCode();
    }
}
