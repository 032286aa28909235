package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a gate back to the old Release: requests to the old set, the new set away, the pin off; then the old objects natively.
 *
 * <p>Where a failure may not go back, the new set goes all the same: natively the new template gets its few pods again, as
 * after a failure of strategy {@code rolling}.
 *
 * <p>All that is decided by what is seen, so it does not matter from which step it begins. Where new pods serve beside the old
 * ones nothing is to be done here: with its old template the controller takes them away one by one.
 */
final class TurningBack {
    private TurningBack() {}

    static Decision decide(Rollout state, Observation seen, Instant now) {
        Optional<Diagnosis> others = changed(state, seen, now);
        if (others.isPresent()) {
            return GoingNative.giveWay(state, others.get(), now);
        }
        Optional<Pin> old = Stage.staging(state).old();
        if (old.isEmpty() || seen.workload().isEmpty()) {
            return restore(state, now);
        }
        return secondSet(Stage.of(state, seen, seen.workload().get(), now), old.get());
    }

    private static Decision secondSet(Stage at, Pin old) {
        if (!at.traffic().pinned()) {
            return restore(at.state(), at.now());
        }
        Instant limit = at.state().deadline();
        boolean late = !at.now().isBefore(limit);
        if (!late && at.frozen() && carries(at, old) && has(at)) {
            return Decision.watch(at.state(), removal(at, old), limit);
        }
        List<Effect> effects = new ArrayList<>();
        if (at.frozen()) {
            // It may have been let go on since it was seen: no new pods while requests go to all.
            effects.add(new Effect.Reshape(Optional.empty(), true));
        }
        effects.addAll(GoingNative.unpinning(at.state()));
        return Decision.watch(at.state(), effects, at.now().plus(Arrival.GRACE));
    }

    /** Whether the new set still has pods, or may get some. */
    private static boolean has(Stage at) {
        return !at.paused()
                || at.freshSet()
                        .filter(set -> set.desired() > 0 || set.total() > 0)
                        .isPresent();
    }

    /** Whether the old set can take all requests, or has them anyway. */
    private static boolean carries(Stage at, Pin old) {
        return at.readyAt(old) >= Math.min(at.desired(), at.serving());
    }

    private static List<Effect> removal(Stage at, Pin old) {
        List<Effect> effects = new ArrayList<>();
        if (!at.paused()) {
            effects.add(new Effect.Reshape(Optional.empty(), true));
        }
        // Also where it is seen there already: what is seen may be older than what was done.
        effects.add(new Effect.Select(old));
        at.freshSet().map(set -> new Effect.Scale(set.name(), 0)).ifPresent(effects::add);
        return effects;
    }

    private static Decision restore(Rollout state, Instant now) {
        return Failure.goesBack(state)
                ? Returning.restore(state.to(Step.RESTORING, now))
                : Decision.on(GoingNative.begin(state, now), now);
    }

    /** Whether the template is neither the one that goes nor the one that comes back. */
    private static Optional<Diagnosis> changed(Rollout state, Observation seen, Instant now) {
        boolean back = seen.workload().flatMap(WorkloadView::release).equals(state.fallback());
        if (back || !state.arrived()) {
            return Optional.empty();
        }
        return Arrival.of(state, state.release(), seen, now) instanceof Arrival.Changed by
                ? Optional.of(by.diagnosis())
                : Optional.empty();
    }
}
