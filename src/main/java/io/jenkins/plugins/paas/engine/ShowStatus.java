package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.time.Instant;
import java.util.Optional;

/** Shows how an App does in a cluster. */
public final class ShowStatus {
    ShowStatus(Ports ports, Session session) {}

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
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
