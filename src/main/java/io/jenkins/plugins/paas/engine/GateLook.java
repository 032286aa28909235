package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what a person is shown at a gate. */
final class GateLook {
    private static final int LINES = 10;
    private static final int MOST_LOGS = 3;

    /** A gate is not kept back by a node that does not answer. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Connection connection;
    private final KeptReleases releases;

    GateLook(Connection connection, KeptReleases releases) {
        this.connection = connection;
        this.releases = releases;
    }

    Gate at(Rollout rollout, Observation seen, Instant now) {
        List<PodView> staying = seen.pods().stream()
                .filter(pod -> !pod.leaving() && !pod.ended())
                .toList();
        List<PodView> fresh = staying.stream()
                .filter(pod -> pod.release().equals(Optional.of(rollout.release())))
                .sorted(Comparator.comparing(PodView::createdAt).thenComparing(PodView::name))
                .toList();
        return new Gate(
                rollout,
                fresh,
                logs(rollout, fresh),
                changes(rollout),
                TrafficShare.of(rollout.ref().app(), seen),
                seen.workload().map(WorkloadView::desired).orElse(0),
                staying.size() - fresh.size(),
                Diagnoses.failingOld(rollout, seen, now),
                Gate.Due.of(rollout));
    }

    private List<String> changes(Rollout rollout) {
        return rollout.fallback()
                .flatMap(releases::find)
                .flatMap(before ->
                        releases.find(rollout.release()).map(after -> ReleaseDifference.between(before, after)))
                .orElse(List.of());
    }

    private Map<String, List<String>> logs(Rollout rollout, List<PodView> pods) {
        Map<String, List<String>> logs = new TreeMap<>();
        for (PodView pod : pods.subList(0, Math.min(MOST_LOGS, pods.size()))) {
            pod.containers().stream()
                    .filter(container -> !container.init())
                    // The App's own bears its name; others may have been put before it.
                    .min(Comparator.comparing(container ->
                            !container.name().equals(rollout.ref().app().value())))
                    .flatMap(container -> Together.within(
                            LONGEST,
                            () -> connection
                                    .cluster()
                                    .logTail(rollout.ref(), pod.name(), container.name(), LINES, false)))
                    .ifPresent(lines -> logs.put(pod.name(), LogExcerpt.of(lines)));
        }
        return logs;
    }
}
