package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Pods as a table: what a person wants to know of each at a glance. */
final class PodTable {
    private PodTable() {}

    /** The table's lines, pods of newer Releases first. */
    static List<String> lines(List<PodView> pods, Instant now) {
        Table table = new Table("POD", "RELEASE", "READY", "STATE", "RESTARTS", "AGE", "NODE");
        pods.stream()
                .sorted(Comparator.comparing((PodView pod) -> pod.release().orElse(0L))
                        .reversed()
                        .thenComparing(PodView::name))
                .forEach(pod -> table.row(
                        pod.name(),
                        pod.release().map(String::valueOf).orElse("-"),
                        pod.ready() ? "yes" : "no",
                        state(pod),
                        String.valueOf(pod.restarts()),
                        Durations.age(Duration.between(pod.createdAt(), now)),
                        pod.node().orElse("-")));
        return table.lines();
    }

    /** What a pod does, in a word or two. */
    static String state(PodView pod) {
        if (pod.leaving()) {
            return "leaving";
        }
        for (ContainerView container : pod.containers()) {
            if (container.state() instanceof State.Waiting waiting
                    && !waiting.reason().isEmpty()) {
                return prefix(container) + waiting.reason();
            }
            if (container.state() instanceof State.Terminated ended && !(container.init() && ended.exitCode() == 0)) {
                return prefix(container) + "ended with exit code " + ended.exitCode();
            }
        }
        if (!pod.reason().isEmpty()) {
            return pod.reason();
        }
        if (pod.phase().equals("Running") && !pod.ready()) {
            return "running, not ready";
        }
        return pod.phase().toLowerCase(Locale.ROOT);
    }

    private static String prefix(ContainerView container) {
        return container.init() ? "init " + container.name() + ": " : "";
    }
}
