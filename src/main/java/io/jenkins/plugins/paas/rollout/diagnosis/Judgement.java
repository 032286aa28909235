package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be thought of the pods of one Release.
 *
 * @param explanation the best present reason why they are not all ready; nothing when no pod is waited for
 * @param doomed whether every pod that is not ready shows a cause that will not heal
 * @param wakeAt when a cause settles by time alone, if nothing new is seen until then
 */
public record Judgement(Optional<Diagnosis> explanation, boolean doomed, Optional<Instant> wakeAt) {}
