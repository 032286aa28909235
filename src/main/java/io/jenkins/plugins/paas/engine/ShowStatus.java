package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows how an App does in a cluster. */
public final class ShowStatus {
    private final Ports ports;
    private final Session session;

    ShowStatus(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * How an App does.
     *
     * @param place the App in its cluster
     * @param at when this was seen
     * @param running the Release whose number the workload carries, when it is kept
     * @param rollout its newest Rollout, open or not
     * @param seen workload, pods and events; events oldest first
     * @param diagnosis why pods are not ready, when it can be told
     */
    public record Status(
            Place place,
            Instant at,
            Optional<ReleaseStore.Entry> running,
            Optional<Rollout> rollout,
            Observation seen,
            Optional<Diagnosis> diagnosis) {}

    /** Looks; changes nothing. */
    public Status run(Place place) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            return Together.both(
                    () -> connection.cluster().observe(place.ref()),
                    () -> new Records(
                            connection.releases().list(place.ref()),
                            connection.rollouts().load(place.ref()).map(Saved::rollout)),
                    (seen, records) -> status(place, seen, records));
        }
    }

    private record Records(List<ReleaseStore.Entry> releases, Optional<Rollout> rollout) {}

    private Status status(Place place, Observation seen, Records records) {
        Instant now = session.clock().instant();
        Optional<Long> number = Running.number(seen);
        return new Status(
                place,
                now,
                number.flatMap(running -> records.releases().stream()
                        .filter(entry -> entry.number() == running)
                        .findFirst()),
                records.rollout(),
                seen,
                number.flatMap(running -> records.rollout().flatMap(rollout -> reason(rollout, running, seen, now))));
    }

    private static Optional<Diagnosis> reason(Rollout rollout, long running, Observation seen, Instant now) {
        // Old pods that still serve count as ready, too; only when none is left is the Release complete.
        boolean complete = seen.workload()
                .filter(workload -> workload.ready() >= workload.desired()
                        && workload.updated() >= workload.desired()
                        && workload.total() == workload.updated())
                .isPresent();
        return complete
                ? Optional.empty()
                : Diagnoses.judge(rollout, running, seen, now).explanation();
    }
}
