package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import io.jenkins.plugins.paas.rollout.diagnosis.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A canary after it was promoted: requests to the new set, the old one kept for a while, then gone. */
final class Switch {
    private Switch() {}

    static Decision decide(Stage at) {
        return switch (at.state().step()) {
            case SWITCHING -> move(at);
            case HOLDING -> hold(at);
            default -> drain(at);
        };
    }

    private static Decision move(Stage at) {
        // Counted from when somebody is at work: whoever was away has moved nothing that others could have moved back.
        Instant patience = at.state().lastProgressAt().plus(Arrival.GRACE);
        boolean grown = at.grown(at.desired());
        boolean there = at.traffic().hasService() ? at.traffic().at(at.fresh()) : grown;
        if (there && at.paused()) {
            return Decision.on(moved(at), at.now());
        }
        if (!grown) {
            // Scaled in the meantime, or pods were lost: a smaller set must not take all requests.
            return Decision.on(at.state().onTo(Step.GROWING, at.now()), at.now());
        }
        if (!at.now().isBefore(patience)) {
            return Decision.on(moved(at.with(at.state().staged(at.staging().seen(Staging.Hand.REROUTED)))), at.now());
        }
        return Decision.watch(at.state(), select(at), patience);
    }

    private static Rollout moved(Stage at) {
        Duration hold = at.state().policy().gates().hold();
        if (hold.isZero()) {
            return at.state().onTo(Step.DRAINING, at.now());
        }
        Rollout holding = at.state().onTo(Step.HOLDING, at.now());
        return holding.staged(Stage.staging(holding).holding(at.now().plus(hold)));
    }

    /** In this order, because a pin on the new set of a Deployment that is not paused is one undo away from an outage. */
    private static List<Effect> select(Stage at) {
        List<Effect> effects = new ArrayList<>(paused(at));
        effects.add(new Effect.Select(at.fresh()));
        return effects;
    }

    private static List<Effect> paused(Stage at) {
        return at.paused() ? List.of() : List.of(new Effect.Reshape(Optional.empty(), true));
    }

    private static Decision hold(Stage at) {
        if (!at.traffic().at(at.fresh()) && !at.rerouted()) {
            return hold(at.with(at.state().staged(at.staging().seen(Staging.Hand.REROUTED))));
        }
        Rollout state = at.state();
        Judgement judgement = Diagnoses.judge(state, state.release(), at.seen(), at.now());
        if (judgement.doomed()) {
            return Failure.of(state, judgement.explanation().orElseThrow(), at.now());
        }
        if (at.freshSize() == 0 && at.desired() > 0) {
            return lost(at);
        }
        List<Effect> effects = paused(at);
        Instant until = at.staging().holdUntil().orElse(at.now());
        if (at.now().isBefore(until)) {
            Instant wakeAt = judgement.wakeAt().filter(w -> w.isBefore(until)).orElse(until);
            return Decision.watch(state, effects, wakeAt);
        }
        Instant deadline = until.plus(state.policy().timeout());
        if (at.grown(at.desired())) {
            return Decision.on(state.onTo(Step.DRAINING, at.now()), at.now());
        }
        return at.now().isBefore(deadline)
                ? Decision.watch(
                        state,
                        effects,
                        judgement.wakeAt().filter(w -> w.isBefore(deadline)).orElse(deadline))
                : Failure.of(state, Failure.outOfTime(state, state.release(), judgement.explanation()), at.now());
    }

    /** The set that has all requests was deleted: the old one is still there. */
    private static Decision lost(Stage at) {
        Rollout why = at.state()
                .because(ByOthers.changed("Somebody else deleted the ReplicaSet of release "
                        + at.state().release() + " while it had all requests."));
        return Decision.on(why.onTo(Step.TURNING_BACK, at.now()), at.now());
    }

    /** The requests are the new set's before the old one goes, whatever is seen: that may be older than what was done. */
    private static Decision drain(Stage at) {
        List<SetView> old = at.oldSets();
        boolean late = !at.now().isBefore(at.state().deadline());
        if (old.isEmpty() || late || at.freshSize() == 0) {
            return Decision.on(GoingNative.begin(at.state(), at.now()), at.now());
        }
        if (!at.traffic().at(at.fresh()) && !at.grown(at.desired())) {
            // Pointed elsewhere and scaled by others: until the new set has grown, too, the old one keeps its share.
            return Decision.watch(at.state(), paused(at), at.state().deadline());
        }
        List<Effect> effects = new ArrayList<>(select(at));
        old.forEach(set -> effects.add(new Effect.Scale(set.name(), 0)));
        return Decision.watch(at.state(), effects, at.state().deadline());
    }
}
