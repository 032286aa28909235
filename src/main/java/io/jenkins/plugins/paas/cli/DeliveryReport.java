package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.DiagnosisJson;
import io.jenkins.plugins.paas.codec.GateJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.Delivery;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a deploy, rollback or resume ended, in words or as a document. */
final class DeliveryReport {
    private final Surroundings here;
    private final OutputOptions output;
    private final String app;
    private final ClusterName cluster;
    private final String words;

    DeliveryReport(Surroundings here, OutputOptions output, TargetOptions.Chosen chosen) {
        this.here = here;
        this.output = output;
        this.app = chosen.target().app().name().value();
        this.cluster = chosen.target().cluster().name();
        this.words = chosen.words();
    }

    /** Prints it and gives the exit code. */
    int show(Delivery delivery, boolean dryRun) {
        output.result(here, () -> text(delivery, dryRun), () -> json(delivery, dryRun));
        return delivery.outcome().exitCode();
    }

    private String text(Delivery delivery, boolean dryRun) {
        if (dryRun) {
            return plan(delivery);
        }
        if (delivery.release().isEmpty()) {
            return "nothing is open for " + app + " in " + cluster;
        }
        String runs = delivery.runs()
                .map(number -> "release " + number + " of " + app + " runs in " + cluster)
                .orElseGet(() -> came(delivery, Rollout.Step.WITHDRAWN)
                        ? "nothing of " + app + " was changed in " + cluster
                        : app + " does not run in " + cluster);
        if (delivery.outcome() == Outcome.DONE) {
            String image = delivery.release()
                    .filter(release -> delivery.runs().equals(Optional.of(release.number())))
                    .map(release -> ", image " + release.tag())
                    .orElse("");
            String already = delivery.changed() ? "" : " already";
            return Style.GOOD.paint("done", here.colours()) + "  " + runs + already + image + " ("
                    + Durations.words(delivery.took()) + ")";
        }
        if (delivery.outcome() == Outcome.WAITING) {
            return String.join("\n", waiting(delivery));
        }
        return Style.BAD.paint("failed", here.colours()) + "  "
                + delivery.diagnosis()
                        .map(found -> found.code() + ": " + clause(found.sentence()))
                        .orElseGet(() -> delivery.rollout()
                                .filter(rollout ->
                                        came(delivery, Rollout.Step.ABORTED) || came(delivery, Rollout.Step.WITHDRAWN))
                                .map(rollout -> "the rollout of release " + rollout.release() + " was aborted")
                                .orElse("the rollout did not end well"))
                + "; " + runs + " (" + Durations.words(delivery.took()) + ")";
    }

    private List<String> waiting(Delivery delivery) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.WAITING.paint("waiting", here.colours()) + "  "
                + delivery.rollout().map(RolloutWords::step).orElse("waiting at a gate") + " ("
                + Durations.words(delivery.took()) + "); go on with");
        if (came(delivery, Rollout.Step.HOLDING)) {
            lines.add("  paas resume" + words + "    once the time is over");
            lines.add("  paas rollback" + words + "    to move all traffic back");
            return lines;
        }
        boolean inParts = delivery.rollout()
                .filter(rollout -> rollout.strategy() == Strategy.MANUAL)
                .isPresent();
        if (inParts && !came(delivery, Rollout.Step.AT_START)) {
            lines.add("  paas promote" + words + " --next");
        }
        lines.add("  paas promote" + words + " --all");
        lines.add("  paas abort" + words + " --why '...'");
        return lines;
    }

    /** A sentence that another clause follows. */
    private static String clause(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static boolean came(Delivery delivery, Rollout.Step to) {
        return delivery.rollout().filter(rollout -> rollout.step() == to).isPresent();
    }

    private String plan(Delivery delivery) {
        Table table = new Table("OBJECT", "CHANGE");
        delivery.plan()
                .forEach(planned -> table.row(
                        planned.object().toString(), planned.change().name().toLowerCase(Locale.ROOT)));
        return String.join("\n", table.lines()) + "\nnothing was changed (--dry-run)";
    }

    private Map<String, Object> json(Delivery delivery, boolean dryRun) {
        return Members.document("Delivery")
                .add("app", app)
                .add("cluster", cluster)
                .add("outcome", delivery.outcome())
                .add("exitCode", delivery.outcome().exitCode())
                .add("dryRun", dryRun)
                .add("changed", delivery.changed())
                .add("release", delivery.release().map(release -> release.number()))
                .add("image", delivery.release().map(release -> release.image().toString()))
                .add("config", delivery.release().flatMap(release -> release.config()))
                .add("runs", delivery.runs())
                .add("step", delivery.rollout().map(Rollout::step))
                .add("gate", delivery.gate().map(GateJson::tree))
                .add("diagnosis", delivery.diagnosis().map(DiagnosisJson::tree))
                .add(
                        "plan",
                        delivery.plan().stream()
                                .map(planned -> new Members()
                                        .add("object", planned.object().toString())
                                        .add("change", planned.change())
                                        .tree())
                                .toList())
                .add("took", delivery.took())
                .tree();
    }
}
