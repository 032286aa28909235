package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether ready pods may be believed.
 *
 * <p>A program that crashes a second after its start, and that has no check or one that succeeds at once, is ready for that
 * second: a Deployment counts as complete in the middle of a crash loop. So where a pod has crashed before, being ready must
 * last for a while; the kubelet's back-off of the next crash comes sooner. Where none has crashed nothing is waited for.
 */
final class Steadiness {
    /** The kubelet makes a program that ran for less than that wait before it starts it again. */
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);

    /** The cluster's clock may differ from ours by so much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private Steadiness() {}

    /** Until when to wait before ready pods are believed; nothing when they may be believed now. */
    static Optional<Instant> waitUntil(Rollout state, long release, Observation seen, Instant now) {
        // What a pod of long before went through in its life says nothing of this Rollout.
        Instant young = state.startedAt().minus(CLOCKS_DIFFER);
        boolean crashed = seen.pods().stream()
                .filter(pod -> pod.release().filter(r -> r == release).isPresent())
                .filter(pod -> !pod.leaving() && pod.createdAt().isAfter(young))
                .mapToInt(PodView::restarts)
                .anyMatch(restarts -> restarts > 0);
        // From our own clock's last progress: the last pod became ready then.
        return Optional.of(state.lastProgressAt().plus(FIRST_BACK_OFF)).filter(until -> crashed && now.isBefore(until));
    }
}
