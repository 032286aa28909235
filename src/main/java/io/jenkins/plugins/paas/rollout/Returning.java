package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import io.jenkins.plugins.paas.rollout.diagnosis.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way back to the last good Release; the same for every strategy. */
final class Returning {
    private Returning() {}

    static Decision restore(Rollout state) {
        List<Effect> effects = new ArrayList<>(GoingNative.unpinning(state));
        if (state.strategy() == Strategy.CANARY && state.staging().isPresent()) {
            effects.add(new Effect.HoldScaleDown(false));
        }
        effects.add(new Effect.Apply(fallback(state)));
        return new Decision(state, effects, Optional.empty());
    }

    static Decision decide(Rollout state, Observation seen, Instant now) {
        long release = fallback(state);
        Arrival arrival = Arrival.of(state, release, seen, now);
        if (arrival instanceof Arrival.Changed changed) {
            return Decision.end(Failure.ofReturn(state, changed.diagnosis(), now));
        }
        if (!(arrival instanceof Arrival.There there)) {
            return Decision.watch(state, List.of(), state.stepSince().plus(Arrival.GRACE));
        }
        Rollout next = Progress.of(state, there, release, seen, now);
        if (state.staging().isPresent() && !GoingNative.isNative(state, seen)) {
            return Decision.watch(next, GoingNative.thawing(next, seen), now.plus(Arrival.GRACE));
        }
        if (Completion.of(there.workload(), seen.sets())) {
            return Steadiness.waitUntil(next, release, seen, now)
                    .map(until -> Decision.watch(next, List.of(), until))
                    .orElseGet(() -> Decision.end(next.to(end(next), now)));
        }
        Judgement judgement = Diagnoses.judge(next, release, seen, now);
        if (judgement.doomed()) {
            return Decision.end(Failure.ofReturn(next, judgement.explanation().orElseThrow(), now));
        }
        if (!now.isBefore(next.deadline())) {
            return Decision.end(Failure.ofReturn(next, Failure.outOfTime(next, release, judgement.explanation()), now));
        }
        Instant deadline = next.deadline();
        Instant wakeAt = judgement.wakeAt().filter(at -> at.isBefore(deadline)).orElse(deadline);
        return Decision.watch(next, HungPods.back(next, there.workload(), seen), wakeAt);
    }

    /** A person who ends a Rollout needs no other reason. */
    private static Step end(Rollout state) {
        return state.diagnosis().isPresent() ? Step.ROLLED_BACK : Step.ABORTED;
    }

    private static long fallback(Rollout state) {
        return state.fallback()
                .orElseThrow(
                        () -> new IllegalStateException("a Rollout in " + state.step() + " has nothing to go back to"));
    }
}
