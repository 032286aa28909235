package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;

/**
 * Decides how a Rollout goes on; a pure function.
 *
 * <p>Whoever runs it saves {@link Decision#next} if it changed, then carries out the effects in order, then, if an {@link
 * Effect.Apply} among them came to its end, saves what {@link #applied} makes of the state; and decides again when
 * something new is observed or at {@link Decision#wakeAt}. Until a Rollout was told that its objects are applied, every
 * decision asks for it again: so it does not matter when a process dies.
 */
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

    /**
     * What follows once an {@link Effect.Apply} came to its end without an error.
     *
     * @param state the state that was saved before it
     * @param now the time
     * @return the state to save; the same one when it did not wait for that
     */
    public static Rollout applied(Rollout state, Instant now) {
        return switch (state.step()) {
            case APPLYING -> state.to(Rollout.Step.PROGRESSING, now);
            case RESTORING -> state.to(Rollout.Step.RETURNING, now);
            default -> state;
        };
    }
}
