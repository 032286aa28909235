package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;

/** What a Rollout remembers of what it has seen while it waits for the pods of a Release. */
final class Progress {
    private Progress() {}

    /** Only more ready pods than ever before count; readiness that comes and goes does not. */
    static Rollout of(Rollout state, Arrival.There there, long release, Observation seen, Instant now) {
        Rollout arrived =
                state.arrived() ? state : state.arrived(there.workload().template());
        int ready = ready(release, seen);
        return ready > state.mostReady() ? arrived.progressed(ready, now) : arrived;
    }

    private static int ready(long release, Observation seen) {
        return (int) seen.pods().stream()
                .filter(PodView::ready)
                .filter(pod -> !pod.leaving())
                .filter(pod -> pod.release().filter(r -> r == release).isPresent())
                .count();
    }
}
