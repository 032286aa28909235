package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import io.jenkins.plugins.paas.rollout.diagnosis.Judgement;
import java.time.Instant;
import java.util.List;

/**
 * Kubernetes' own rolling update: apply, then watch. It comes to no gate once it has begun, so where persons are asked, they
 * are before that.
 */
final class RollingCourse implements Course {
    @Override
    public Decision decide(Rollout state, Observation seen, Instant now) {
        return switch (state.step()) {
            case PLANNED ->
                state.consent().isPresent()
                        ? Decision.on(state.to(Step.AT_START, now), now)
                        : apply(state.to(Step.APPLYING, now));
            case AT_START -> StartGate.decide(state, now);
            // That the template is there does not say that everything else is: the process that applied it may have
            // died in
            // between. So nothing that is observed ends this step, only our own word that all was applied.
            case APPLYING -> apply(state);
            default -> progress(state, seen, now);
        };
    }

    @Override
    public Rollout applied(Rollout state, Instant now) {
        return state.step() == Step.APPLYING ? state.to(Step.PROGRESSING, now) : state;
    }

    private static Decision apply(Rollout state) {
        return Decision.act(state, new Effect.Apply(state.release()));
    }

    /** Until all pods are of the new Release; strategies with gates come to this once nothing of theirs is left. */
    static Decision progress(Rollout state, Observation seen, Instant now) {
        Arrival arrival = Arrival.of(state, state.release(), seen, now);
        if (arrival instanceof Arrival.Changed changed) {
            return Failure.of(state, changed.diagnosis(), now);
        }
        if (!(arrival instanceof Arrival.There there)) {
            return Decision.watch(state, List.of(), state.stepSince().plus(Arrival.GRACE));
        }
        Rollout next = Progress.of(state, there, state.release(), seen, now);
        if (state.staging().isPresent() && !GoingNative.isUnheld(state, seen)) {
            return Decision.watch(next, GoingNative.thawing(next, seen), now.plus(Arrival.GRACE));
        }
        if (Completion.of(there.workload(), seen.sets())) {
            return Steadiness.waitUntil(next, next.release(), seen, now)
                    .map(until -> Decision.watch(next, List.of(), until))
                    .orElseGet(() -> Decision.end(next.to(Step.SUCCEEDED, now)));
        }
        Judgement judgement = Diagnoses.judge(next, next.release(), seen, now);
        if (judgement.doomed()) {
            return Failure.of(next, judgement.explanation().orElseThrow(), now);
        }
        if (!now.isBefore(next.deadline())) {
            Diagnosis why = Failure.outOfTime(next, next.release(), judgement.explanation());
            return Failure.of(next, why, now);
        }
        Instant deadline = next.deadline();
        Instant wakeAt = judgement.wakeAt().filter(at -> at.isBefore(deadline)).orElse(deadline);
        return Decision.watch(next, HungPods.forward(next, there.workload(), seen, now), wakeAt);
    }
}
