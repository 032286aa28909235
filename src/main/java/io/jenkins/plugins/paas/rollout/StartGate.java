package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The gate of a Rollout that comes to none of its strategy. Nothing was applied yet, so there are no new pods to judge, nothing
 * of anybody's to put back, and no part that could go first.
 */
final class StartGate {
    private StartGate() {}

    /** Waits for a person, or until nobody came. */
    static Decision decide(Rollout state, Instant now) {
        Optional<Instant> end = state.gates().timeout().map(state.stepSince()::plus);
        return end.filter(due -> !now.isBefore(due)).isPresent()
                ? Decision.end(state.because(Gate.nobodyCame(state)).to(Step.WITHDRAWN, now))
                : new Decision(state, List.of(), end);
    }

    /** It begins, as a whole; the same state for a part. */
    static Rollout promoted(Rollout state, Grant grant, Instant now) {
        return grant.wholly() ? state.to(Step.APPLYING, now) : state;
    }
}
