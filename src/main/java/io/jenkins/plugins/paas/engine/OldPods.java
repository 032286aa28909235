package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.util.Optional;

/**
 * Tells whoever stays at a gate that the old pods fail. Nothing follows from it by itself: whether to go on or back is for
 * people to say.
 */
final class OldPods {
    private final Session session;
    private Optional<Diagnosis.Code> told = Optional.empty();

    OldPods(Session session) {
        this.session = session;
    }

    void look(Rollout rollout, Observation seen) {
        Optional<Diagnosis> why = rollout.step().isGate()
                ? Diagnoses.failingOld(rollout, seen, session.clock().instant())
                : Optional.empty();
        why.filter(found -> !told.equals(Optional.of(found.code())))
                .ifPresent(found -> session.events()
                        .emit(new Event.Warned(
                                "W_OLD_PODS_FAIL",
                                "the old pods fail, and nothing is done about it by itself: " + found.code() + ": "
                                        + found.sentence())));
        told = why.map(Diagnosis::code);
    }
}
