package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Promote;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "promote",
        description = {
            "Confirm at a gate and go on to the next one, or to the end.",
            "A canary moves all traffic at once; a manual rollout goes on by as many pods as you say."
        })
final class PromoteCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Mixin
    private WaitOption wait;

    @Mixin
    private HoldOption hold;

    @Option(
            names = "--break-glass",
            description =
                    "Go on without the approvals that are asked for, where the platform allows that; needs --why, and is recorded.")
    private boolean breakGlass;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            description = "The reason for --break-glass; the audit trail keeps it.")
    private Optional<String> why = Optional.empty();

    @ArgGroup
    private Amount amount = new Amount();

    /** How much is confirmed. */
    static final class Amount {
        @Option(names = "--next", description = "One more pod.")
        private boolean next;

        @Option(names = "--count", paramLabel = "N", converter = Count.class, description = "So many pods more.")
        private Optional<Grant.More> count = Optional.empty();

        @Option(
                names = "--to",
                paramLabel = "PERCENT",
                converter = Percent.class,
                description = "So much of all pods, such as 50%%.")
        private Optional<Grant.Share> share = Optional.empty();

        @Option(names = "--all", description = "Everything that is left (default).")
        @SuppressWarnings("UnusedVariable") // it is what holds where nothing else is said
        private boolean all;

        Grant grant() {
            if (next) {
                return new Grant.More(1);
            }
            return count.<Grant>map(some -> some)
                    .or(() -> share.map(some -> some))
                    .orElseGet(Grant.All::new);
        }
    }

    PromoteCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        Optional<String> glass = glass();
        TargetOptions.Chosen chosen = options.choose(paas.here());
        return EngineRun.deliver(
                paas,
                chosen,
                output,
                false,
                engine -> engine.promote()
                        .run(new Promote.Request(chosen.place(), amount.grant(), wait.value(), hold.leave(), glass)));
    }

    private Optional<String> glass() {
        Optional<String> reason = why.map(String::strip).filter(text -> !text.isEmpty());
        if (breakGlass && reason.isEmpty()) {
            throw usage("--break-glass needs a reason", "say why with --why TEXT; the audit trail keeps it");
        }
        if (!breakGlass && why.isPresent()) {
            throw usage("--why goes with --break-glass", "leave it out; a promotion needs no reason");
        }
        return reason;
    }

    private static PaasException usage(String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.of("E_USAGE", what, hint));
    }

    static final class Count implements ITypeConverter<Grant.More> {
        @Override
        public Grant.More convert(String text) {
            try {
                return new Grant.More(Integer.parseInt(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no count of pods; give 1 or more, such as 2");
            }
        }
    }

    static final class Percent implements ITypeConverter<Grant.Share> {
        @Override
        public Grant.Share convert(String text) {
            try {
                return new Grant.Share(
                        Integer.parseInt(text.endsWith("%") ? text.substring(0, text.length() - 1) : text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no share of the pods; give 1% to 100%, such as 50%");
            }
        }
    }
}
