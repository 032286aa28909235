package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;

/** How one strategy brings a Release in: from {@code PLANNED} until it succeeds or fails. */
sealed interface Course permits RollingCourse, ManualCourse, CanaryCourse {
    /** As {@link RolloutMachine#decide}, for a state in which this strategy is at work. */
    Decision decide(Rollout state, Observation seen, Instant now);

    /** As {@link RolloutMachine#applied}, for the same. */
    Rollout applied(Rollout state, Instant now);
}
