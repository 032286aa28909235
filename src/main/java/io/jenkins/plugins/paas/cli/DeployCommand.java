package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.codec.PlanJson.Sealed;
import io.jenkins.plugins.paas.engine.ApplyPlan;
import io.jenkins.plugins.paas.engine.Deploy;
import io.jenkins.plugins.paas.engine.MakePlan;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy",
        description = {
            "Bring the App to a cluster and watch until every pod is ready.",
            "Builds what is not built yet. On failure it prints the cause and goes back to the last good release."
        })
final class DeployCommand implements Callable<Integer> {
    /** What a plan settles, so that it cannot be said again when it is applied. */
    private static final List<String> SETTLED = List.of(
            "--plan", "--commit", "--image", "--force-build", "--dry-run", "--no-rollback", "--timeout", "--supersede");

    private final Paas paas;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions options;

    @Mixin
    private OutputOptions output;

    @Mixin
    private TimeoutOption timeout;

    @Mixin
    private WaitOption wait;

    @Mixin
    private PlanOptions plan;

    @Option(
            names = "--supersede",
            description =
                    "Turn back a rollout that waits at a gate, and take its place (default: refuse, with exit code 3).")
    private boolean supersede;

    @ArgGroup
    private ImageOptions.Built image = new ImageOptions.Built();

    @Option(names = "--dry-run", description = "Change nothing and build nothing; say what would be done.")
    private boolean dryRun;

    @Option(names = "--no-rollback", description = "Leave a failed release as it is, to look at it.")
    private boolean noRollback;

    DeployCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        refuseWhatDoesNotGoTogether();
        TargetOptions.Chosen chosen = options.choose(paas.here());
        if (plan.apply().isPresent()) {
            return apply(chosen, plan.apply().get());
        }
        Deploy.Request request = new Deploy.Request(
                chosen.platform(),
                chosen.target(),
                chosen.folder(),
                image.choice(),
                dryRun,
                !noRollback,
                timeout.value(),
                new Deploy.AtGate(wait.value(), supersede));
        if (plan.write().isPresent()) {
            return write(chosen, request, plan.write().get());
        }
        return EngineRun.deliver(
                paas, chosen, output, dryRun, engine -> engine.deploy().run(request));
    }

    private int apply(TargetOptions.Chosen chosen, Path file) {
        Sealed sealed = PlanFile.read(paas.here().folder().resolve(file), plan.hash());
        return EngineRun.deliver(
                paas,
                chosen,
                output,
                false,
                engine -> engine.applyPlan().run(new ApplyPlan.Request(chosen.target(), sealed, wait.value())));
    }

    private int write(TargetOptions.Chosen chosen, Deploy.Request request, Path file) {
        PlanFile.requirePlace(paas.here().folder().resolve(file));
        MakePlan.Made made;
        try (Screen screen = output.screen(paas.here())) {
            made = EngineRun.engine(paas, chosen, screen).makePlan().run(request);
        }
        PlanFile.write(paas.here().folder().resolve(file), made.text());
        output.result(paas.here(), () -> String.join("\n", text(chosen, made, file)), () -> document(made, file));
        return Outcome.DONE.exitCode();
    }

    private List<String> text(TargetOptions.Chosen chosen, MakePlan.Made made, Path file) {
        List<String> lines = new ArrayList<>(new DifferenceText(paas.here().colours()).lines(made.difference()));
        lines.add(Style.STRONG.paint("plan", paas.here().colours()) + "  " + file + "  " + made.hash());
        lines.add("apply it with");
        lines.add("  paas deploy" + chosen.words() + " --apply-plan " + file + " --hash " + made.hash());
        return lines;
    }

    private static Map<String, Object> document(MakePlan.Made made, Path file) {
        return Members.document("PlanMade")
                // A path is a list of its names, too.
                .add("file", file.toString())
                .add("hash", made.hash())
                .add("release", made.plan().release().number())
                .add("difference", DifferenceJson.members(made.difference()))
                .tree();
    }

    private void refuseWhatDoesNotGoTogether() {
        List<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .toList();
        if (plan.apply().isPresent()) {
            given.stream().filter(SETTLED::contains).findFirst().ifPresent(option -> {
                throw usage(option + " cannot be given with --apply-plan", "a plan has settled that already");
            });
        } else if (plan.hash().isPresent()) {
            throw usage("--hash is given without --apply-plan", "name the plan that it belongs to");
        }
        if (plan.write().isPresent()) {
            List.of("--dry-run", "--supersede", "--wait").stream()
                    .filter(given::contains)
                    .findFirst()
                    .ifPresent(option -> {
                        throw usage(option + " cannot be given with --plan", "a plan applies nothing");
                    });
        }
    }

    private static PaasException usage(String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.of("E_USAGE", what, hint));
    }
}
