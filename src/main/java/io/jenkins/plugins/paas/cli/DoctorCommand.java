package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.DeliveryEngine;
import io.jenkins.plugins.paas.engine.Doctor;
import io.jenkins.plugins.paas.engine.Doctor.Check;
import io.jenkins.plugins.paas.engine.Doctor.Mark;
import io.jenkins.plugins.paas.engine.Mend;
import io.jenkins.plugins.paas.model.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Check everything that a deploy needs, and say how to mend what is missing.",
            "With --fix, end a freeze, pin or preview that no open rollout explains; it is recorded, and the exit code says"
                    + " whether it went well, whatever the checks found."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @ArgGroup(exclusive = false)
    private Fix fix = new Fix();

    /** Whether to mend, too. */
    static final class Fix {
        @Option(
                names = "--fix",
                required = true,
                description =
                        "End what is held back without a reason: first the pin, then the freeze. Asks before it does.")
        private boolean wanted;

        @Option(names = "--yes", description = "Do not ask. Needed where nobody is at a terminal.")
        private boolean yes;
    }

    DoctorCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        List<Check> checks = EngineRun.engine(paas, chosen.platform(), Screen.aside(paas.here()))
                .doctor()
                .run(new Doctor.Request(chosen.target(), chosen.folder()), this::show);
        Optional<Fixed> fixed = fix.wanted ? Optional.of(fix(chosen)) : Optional.empty();
        long failed = checks.stream().filter(check -> check.mark() == Mark.FAIL).count();
        output.result(
                paas.here(),
                () -> failed == 0 ? "ready to deploy" : failed + " to mend before a deploy can work",
                () -> json(checks, fixed.map(Fixed::what)));
        return outcome(failed == 0, fixed.map(Fixed::done)).exitCode();
    }

    /** Whoever asked for a fix is told what became of it, and not of what else is wrong. */
    static Outcome outcome(boolean allWell, Optional<Boolean> fixed) {
        return fixed.orElse(allWell) ? Outcome.DONE : Outcome.INVALID;
    }

    /**
     * What became of the fix.
     *
     * @param done whether nothing is held back any more
     * @param what what was ended
     */
    private record Fixed(boolean done, List<String> what) {}

    private Fixed fix(TargetOptions.Chosen chosen) {
        try (Screen screen = output.screen(paas.here())) {
            DeliveryEngine engine = EngineRun.engine(paas, chosen, screen);
            Mend.Held held = engine.mend().look(chosen.place());
            if (held.what().isEmpty()) {
                say("nothing is held back without a reason; nothing to fix");
                return new Fixed(true, List.of());
            }
            say("to be ended, the pin first and then the freeze:");
            held.what().forEach(what -> say("  " + what));
            held.release()
                    .ifPresent(number -> say("afterwards all pods take requests, and the workload becomes release "
                            + number + " natively"));
            if (!fix.yes && !Confirmation.given(paas.here(), output.json())) {
                say("nothing was fixed");
                return new Fixed(false, List.of());
            }
            return new Fixed(true, engine.mend().run(chosen.place()));
        }
    }

    private void say(String text) {
        if (!output.json()) {
            paas.here().out().println(Visible.painted(text));
        }
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
                .println(Visible.painted(style.paint(
                                String.format("%-5s", check.mark().name().toLowerCase(Locale.ROOT)),
                                paas.here().colours())
                        + check.name() + ": " + check.what()));
        if (!check.fix().isEmpty()) {
            paas.here().out().println("     " + Visible.text(check.fix()));
        }
    }

    private static Map<String, Object> json(List<Check> checks, Optional<List<String>> fixed) {
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
                .add("fixed", fixed)
                .tree();
    }
}
