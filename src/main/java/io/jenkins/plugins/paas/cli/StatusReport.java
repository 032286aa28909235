package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.ConsentJson;
import io.jenkins.plugins.paas.codec.DiagnosisJson;
import io.jenkins.plugins.paas.codec.EntryJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.codec.ObservationJson;
import io.jenkins.plugins.paas.codec.RolloutJson;
import io.jenkins.plugins.paas.engine.ShowStatus.Status;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How an App does, in words or as a document. */
final class StatusReport {
    private static final int EVENTS = 5;

    private final Status status;
    private final boolean colours;

    StatusReport(Status status, boolean colours) {
        this.status = status;
        this.colours = colours;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(Style.STRONG.paint(status.place().toString(), colours) + "  " + running());
        status.seen().workload().ifPresent(workload -> lines.add(ready(workload)));
        status.rollout().filter(rollout -> rollout.step().open()).ifPresent(rollout -> lines.addAll(open(rollout)));
        status.rollout().ifPresent(rollout -> lines.addAll(ApprovalText.lines(rollout, status.at())));
        status.notes().forEach(note -> lines.add(Style.WAITING.paint("warning", colours) + " W_HELD_BACK: " + note));
        if (!status.seen().pods().isEmpty()) {
            lines.add("");
            lines.addAll(PodTable.lines(status.seen().pods(), status.at()));
        }
        status.diagnosis().ifPresent(found -> {
            lines.add("");
            lines.addAll(DiagnosisText.lines(found, colours));
        });
        List<EventView> warnings = status.seen().events().stream()
                .filter(event -> event.warning() && !isOver(event))
                .toList();
        if (!warnings.isEmpty()) {
            lines.add("");
            lines.addAll(events(warnings.subList(Math.max(0, warnings.size() - EVENTS), warnings.size())));
        }
        return String.join("\n", lines);
    }

    /** A pod that was refused never becomes ready: it is one of the same name that has. */
    private boolean isOver(EventView event) {
        return event.refusal()
                && status.seen().pods().stream()
                        .anyMatch(pod -> pod.ready() && pod.name().equals(event.name()));
    }

    private String running() {
        return status.running()
                .map(this::release)
                .orElseGet(() -> status.seen().workload().isPresent()
                        ? "runs something that is no release of ours"
                        : "is not deployed here");
    }

    private String release(ReleaseStore.Entry entry) {
        return "release " + entry.number() + " (" + verdict(entry) + "), image "
                + entry.image()
                + entry.config().map(number -> ", config v" + number).orElse("");
    }

    /** The verdict of an earlier try says nothing about the one that goes on. */
    private String verdict(ReleaseStore.Entry entry) {
        boolean again =
                Set.of(Release.Verdict.FAILED, Release.Verdict.WITHDRAWN).contains(entry.verdict())
                        && status.rollout()
                                .filter(rollout -> rollout.step().open() && rollout.release() == entry.number())
                                .isPresent();
        return again ? "tried again" : entry.verdict().name().toLowerCase(Locale.ROOT);
    }

    private String ready(WorkloadView workload) {
        String text = RolloutWords.ready(workload.ready(), workload.desired());
        Style style = workload.ready() >= workload.desired() ? Style.GOOD : Style.WAITING;
        return style.paint(text, colours) + (workload.paused() ? ", paused" : "");
    }

    private List<String> open(Rollout rollout) {
        List<String> lines = new ArrayList<>();
        boolean waits = rollout.step().isGate();
        lines.add(Style.WAITING.paint("open rollout", colours) + "  " + RolloutWords.step(rollout) + " for "
                + Durations.age(Duration.between(rollout.stepSince(), status.at())) + ", started "
                + Durations.age(rollout.age(status.at())) + " ago by "
                + rollout.actor().name()
                + (waits ? "; paas promote or paas abort" : "; paas resume goes on if its process is gone"));
        lines.add(RolloutWords.pods(rollout, status.seen()) + GateText.traffic(status.traffic()));
        Gate.Due.of(rollout).ifPresent(due -> lines.add(GateText.due(due, status.at())));
        return lines;
    }

    private List<String> events(List<EventView> warnings) {
        Table table = new Table("WARNING", "OBJECT", "AGE", "MESSAGE");
        for (EventView event : warnings) {
            table.row(
                    event.reason(),
                    event.kind() + "/" + event.name(),
                    Durations.age(Duration.between(event.last(), status.at())),
                    event.message().strip().replaceAll("\\s+", " "));
        }
        return table.lines();
    }

    Map<String, Object> json() {
        return Members.document("Status")
                .add("app", status.place().ref().app())
                .add("namespace", status.place().ref().namespace())
                .add("cluster", status.place().cluster().name())
                .add("at", status.at())
                .add("release", status.running().map(EntryJson::tree))
                .add("rollout", status.rollout().map(RolloutJson::tree))
                .add("traffic", traffic())
                .add("notes", status.notes())
                .add(
                        "dueAt",
                        status.rollout()
                                .filter(rollout -> rollout.step().open())
                                .flatMap(Gate.Due::of)
                                .map(Gate.Due::at))
                .add("approvals", status.rollout().flatMap(Rollout::consent).map(ConsentJson::standing))
                .add("diagnosis", status.diagnosis().map(DiagnosisJson::tree))
                .addAll(ObservationJson.tree(status.seen()))
                .tree();
    }

    private Map<String, Object> traffic() {
        Map<String, Object> traffic = new TreeMap<>();
        status.traffic().forEach((release, percent) -> traffic.put(String.valueOf(release), percent));
        return traffic;
    }
}
