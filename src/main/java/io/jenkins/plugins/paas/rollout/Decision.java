package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;
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
}
