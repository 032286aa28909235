package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Back to a plain workload: first the pin off, then the freeze and the pause.
 *
 * <p>In that order, because a pin on a thawed Deployment is one {@code kubectl rollout undo} away from an outage. A Rollout
 * that goes on does so natively afterwards; one that ends here has its reason already.
 */
final class GoingNative {
    /** How long somebody may put back what we take off before we let it be; a control plane restarts in less. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private GoingNative() {}

    /** Somebody else took over, or there is nothing to go back to: leave nothing of ours behind, then end. */
    static Decision giveWay(Rollout state, Diagnosis why, Instant now) {
        return Decision.on(begin(state.because(why), now), now);
    }

    /** The state from which everything ends native. */
    static Rollout begin(Rollout state, Instant now) {
        return state.onTo(pins(state) ? Step.UNPINNING : Step.THAWING, now);
    }

    static Decision decide(Rollout state, Observation seen, Instant now) {
        return state.step() == Step.UNPINNING ? unpin(state, seen, now) : thaw(state, seen, now);
    }

    private static Decision unpin(Rollout state, Observation seen, Instant now) {
        Instant patience = patience(state);
        if (Traffic.of(state, seen).pinned() || (Traffic.previewed(state, seen) && now.isBefore(patience))) {
            return Decision.watch(state, unpinning(state), patience);
        }
        // Once more before anything is thawed: what is seen may be older than what was done.
        if (addsMore(state, seen)) {
            Rollout adding = state.onTo(Step.ADDING, now);
            return Decision.watch(adding.staged(Stage.staging(adding).serving()), unpinning(state), now);
        }
        return Decision.until(state.onTo(Step.THAWING, now), thawing(state, seen));
    }

    /** A person confirmed some of the pods of strategy {@code manual}, not all. */
    private static boolean addsMore(Rollout state, Observation seen) {
        return state.strategy() == Strategy.MANUAL
                && state.diagnosis().isEmpty()
                && seen.workload()
                        .filter(w -> Stage.staging(state).target(w.desired()) < w.desired())
                        .isPresent();
    }

    private static Decision thaw(Rollout state, Observation seen, Instant now) {
        Instant patience = patience(state);
        boolean scalerHeld = state.strategy() == Strategy.CANARY
                && seen.scaler().filter(s -> !s.scalesDown()).isPresent();
        boolean loosened = seen.workload().filter(w -> !hasItsPace(state, w)).isPresent();
        boolean leftovers = scalerHeld || loosened;
        if (!isNative(state, seen) || (leftovers && now.isBefore(patience))) {
            return Decision.watch(state, thawing(state, seen), patience);
        }
        // Somebody else puts them back again and again, or nobody could reach the cluster: once more, and no longer.
        List<Effect> last = leftovers ? thawing(state, seen) : List.of();
        return state.diagnosis().isPresent()
                ? Decision.until(state.to(Step.FAILED, now), last)
                : Decision.watch(state.onTo(Step.PROGRESSING, now), last, now);
    }

    /** Counted from when somebody is at work: whoever was away has taken nothing off that others could have put back. */
    private static Instant patience(Rollout state) {
        return state.lastProgressAt().plus(PATIENCE);
    }

    /** Whether nothing of what a gate needs is left. */
    static boolean isNative(Rollout state, Observation seen) {
        return isUnheld(state, seen)
                && seen.workload().filter(WorkloadView::paused).isEmpty();
    }

    /** The same but for a pause, which is somebody else's once ours was taken off. */
    static boolean isUnheld(Rollout state, Observation seen) {
        return !Traffic.of(state, seen).pinned()
                && seen.workload()
                        .filter(w -> w.pace().isFrozen() || w.partition() > 0)
                        .isEmpty();
    }

    static List<Effect> unpinning(Rollout state) {
        return pins(state)
                ? List.of(new Effect.Select(new Pin.None()), new Effect.Preview(Optional.empty()))
                : List.of();
    }

    /** All that makes it native, in the order that no pin outlives the freeze. */
    static List<Effect> thawing(Rollout state, Observation seen) {
        List<Effect> effects = new ArrayList<>(unpinning(state));
        if (!pins(state) && Traffic.of(state, seen).pinned()) {
            effects.add(new Effect.Select(new Pin.None()));
        }
        if (state.strategy() == Strategy.CANARY) {
            effects.add(new Effect.HoldScaleDown(false));
        }
        seen.workload().map(w -> resume(state, w)).ifPresent(effects::add);
        return effects;
    }

    private static Effect resume(Rollout state, WorkloadView workload) {
        return workload.kind() == RunSpec.Workload.STATEFUL_SET
                ? new Effect.Partition(0)
                : new Effect.Reshape(Optional.of(pace(state, workload)), false);
    }

    /** Somebody who lets a gate go on takes off the pause alone; the gate's pace would stay. */
    private static boolean hasItsPace(Rollout state, WorkloadView workload) {
        return workload.kind() == RunSpec.Workload.STATEFUL_SET
                || workload.pace().equals(pace(state, workload));
    }

    private static Pace pace(Rollout state, WorkloadView workload) {
        Staging staging = Stage.staging(state);
        return workload.release().filter(r -> r == state.release()).isPresent() ? staging.own() : staging.before();
    }

    private static boolean pins(Rollout state) {
        return state.staging().flatMap(Staging::old).isPresent();
    }
}
