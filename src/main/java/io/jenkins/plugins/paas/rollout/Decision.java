package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a Rollout's state and an observation.
 *
 * @param next the state to save before anything is done; equal to the present one when nothing changed
 * @param effects what is to be done once {@code next} is saved, in order
 * @param wakeAt when to decide again even if nothing new is observed
 */
public record Decision(Rollout next, List<Effect> effects, Optional<Instant> wakeAt) {
    public Decision {
        effects = List.copyOf(effects);
    }

    /** Do this, then tell {@link RolloutMachine#applied}. */
    static Decision act(Rollout next, Effect effect) {
        return new Decision(next, List.of(effect), Optional.empty());
    }

    /** Do that and watch on until something new is seen, at the latest until then. */
    static Decision watch(Rollout next, List<Effect> effects, Instant until) {
        return new Decision(next, effects, Optional.of(until));
    }

    /** Save this and decide at once about the next step. */
    static Decision on(Rollout next, Instant now) {
        return new Decision(next, List.of(), Optional.of(now));
    }

    /** Do that and decide again when it is seen; time alone changes nothing. */
    static Decision until(Rollout next, List<Effect> effects) {
        return new Decision(next, effects, Optional.empty());
    }

    /** The same, with one more effect before all others. */
    Decision precededBy(Effect first) {
        List<Effect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new Decision(next, all, wakeAt);
    }

    /** It is over. */
    static Decision end(Rollout last) {
        return new Decision(last, List.of(), Optional.empty());
    }
}
