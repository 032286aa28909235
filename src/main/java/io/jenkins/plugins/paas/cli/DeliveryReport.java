package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.DiagnosisJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.Delivery;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Target;
import java.util.Locale;
import java.util.Map;

/** How a deploy, rollback or resume ended, in words or as a document. */
final class DeliveryReport {
    private final Surroundings here;
    private final OutputOptions output;
    private final String app;
    private final ClusterName cluster;

    DeliveryReport(Surroundings here, OutputOptions output, Target target) {
        this.here = here;
        this.output = output;
        this.app = target.app().name().value();
        this.cluster = target.cluster().name();
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
                .orElse(app + " does not run in " + cluster);
        if (delivery.outcome() == Outcome.DONE) {
            String image = delivery.release()
                    .map(release -> ", image " + release.tag())
                    .orElse("");
            String already = delivery.changed() ? "" : " already";
            return Style.GOOD.paint("done", here.colours()) + "  " + runs + already + image + " ("
                    + Durations.words(delivery.took()) + ")";
        }
        return Style.BAD.paint("failed", here.colours()) + "  "
                + delivery.diagnosis()
                        .map(found -> found.code() + ": " + found.sentence())
                        .orElse("the rollout did not end well")
                + "; " + runs + " (" + Durations.words(delivery.took()) + ")";
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
