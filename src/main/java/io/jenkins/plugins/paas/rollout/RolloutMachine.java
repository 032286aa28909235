package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;

/** Decides how a Rollout goes on; a pure function. */
public final class RolloutMachine {
    private RolloutMachine() {}

    /**
     * Decides.
     *
     * @param state where the Rollout stands, as saved
     * @param seen what the cluster shows
     * @param now the time
     * @return the next state and what to do once it is saved
     */
    public static Decision decide(Rollout state, Observation seen, Instant now) {
        throw new UnsupportedOperationException("comes with the rolling strategy");
    }
}
