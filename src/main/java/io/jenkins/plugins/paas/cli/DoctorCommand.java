package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.Doctor;
import io.jenkins.plugins.paas.engine.Doctor.Check;
import io.jenkins.plugins.paas.engine.Doctor.Mark;
import io.jenkins.plugins.paas.model.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "Check everything that a deploy needs, and say how to mend what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    DoctorCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        List<Check> checks = EngineRun.engine(paas, chosen.platform(), Screen.SILENT)
                .doctor()
                .run(new Doctor.Request(chosen.target(), chosen.folder()), this::show);
        long failed = checks.stream().filter(check -> check.mark() == Mark.FAIL).count();
        output.result(
                paas.here(),
                () -> failed == 0 ? "ready to deploy" : failed + " to mend before a deploy can work",
                () -> json(checks));
        return failed == 0 ? Outcome.DONE.exitCode() : Outcome.INVALID.exitCode();
    }

    private void show(Check check) {
        if (output.json()) {
            return;
        }
        Style style = switch (check.mark()) {
            case OK -> Style.GOOD;
            case WARN -> Style.WAITING;
            case FAIL -> Style.BAD;
        };
        paas.here()
                .out()
                .println(style.paint(
                                String.format("%-5s", check.mark().name().toLowerCase(Locale.ROOT)),
                                paas.here().colours())
                        + check.name() + ": " + check.what());
        if (!check.fix().isEmpty()) {
            paas.here().out().println("     " + check.fix());
        }
    }

    private static Map<String, Object> json(List<Check> checks) {
        return Members.document("Doctor")
                .add(
                        "checks",
                        checks.stream()
                                .map(check -> new Members()
                                        .add("name", check.name())
                                        .add("mark", check.mark())
                                        .add("what", check.what())
                                        .add("fix", check.fix())
                                        .tree())
                                .toList())
                .tree();
    }
}
