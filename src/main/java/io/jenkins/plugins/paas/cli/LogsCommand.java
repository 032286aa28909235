package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.FollowLogs;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.port.Event;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "logs", description = "Show what the App's pods write.")
final class LogsCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Option(
            names = "--follow",
            description = "Go on until interrupted, with the pods that join; a bare -f means the same.")
    private boolean follow;

    @Option(names = "--previous", description = "The run before the present one, such as the one that crashed.")
    private boolean previous;

    @Option(
            names = "--tail",
            paramLabel = "LINES",
            converter = OptionValues.Lines.class,
            defaultValue = "50",
            description = "How many lines of before to start with (default: ${DEFAULT-VALUE}).")
    private int tail;

    @Option(names = "--pod", paramLabel = "POD", description = "This pod alone.")
    private Optional<String> pod;

    @Option(names = "--new", description = "The pods of the newest release alone, as at a gate.")
    private boolean fresh;

    @Option(names = "--container", paramLabel = "NAME", description = "This container alone.")
    private Optional<String> container;

    LogsCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.chooseWithBare(paas.here());
        EngineRun.engine(paas, chosen.platform(), this::print)
                .logs()
                .run(new FollowLogs.Request(
                        chosen.place(),
                        follow || options.bareGiven(),
                        previous,
                        Math.max(1, tail),
                        pod,
                        fresh,
                        container));
        return Outcome.DONE.exitCode();
    }

    private void print(Event event) {
        if (event instanceof Event.Output output) {
            paas.here()
                    .out()
                    .println(
                            Style.QUIET.paint(output.from() + " | ", paas.here().colours()) + output.line());
        } else if (event instanceof Event.Noted noted) {
            paas.here().err().println(Visible.text(noted.text()));
        }
    }
}
