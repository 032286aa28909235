package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Staging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One new pod first; a person confirms the next ones or all the rest.
 *
 * <p>A first deploy comes in as with strategy {@code rolling}: where nothing serves, one pod first would only make everybody wait.
 */
final class ManualCourse implements Course {
    static final String ONE = "1";

    @Override
    public Decision decide(Rollout state, Observation seen, Instant now) {
        return switch (state.step()) {
            case PLANNED -> begin(state, seen, now);
            case APPLYING ->
                Beginning.again(state, seen, now)
                        .orElseGet(() -> Decision.act(state, new Effect.Apply(state.release(), entrance(state, seen))));
            case PROGRESSING -> RollingCourse.progress(state, seen, now);
            default -> Stage.whenThere(state, seen, now, ManualCourse::decide);
        };
    }

    @Override
    public Rollout applied(Rollout state, Instant now) {
        return state.step() == Step.APPLYING ? state.to(Step.FIRST_POD, now) : state;
    }

    private static Decision begin(Rollout state, Observation seen, Instant now) {
        if (Beginning.withoutGate(state, seen) || askedTooLate(state, seen)) {
            return Beginning.natively(state, seen, now);
        }
        Rollout first = state.staged(Stage.staging(state).confirmed(1));
        // The pods of a StatefulSet have names of their own: there is no set of them to keep requests on.
        boolean hidden = !state.policy().gates().firstPodTraffic() && !stateful(seen);
        return hidden ? Beginning.pinning(first, seen, now) : Decision.on(first.to(Step.APPLYING, now), now);
    }

    /** Whether the first pod is the only one, and is replaced: at a gate after it nothing would be left to ask for. */
    private static boolean askedTooLate(Rollout state, Observation seen) {
        return state.consent().isPresent()
                && stateful(seen)
                && seen.workload().filter(w -> w.desired() == 1).isPresent();
    }

    private static Effect.Entrance entrance(Rollout state, Observation seen) {
        if (stateful(seen)) {
            // It may come with more pods, which would all be new ones: what is to be replaced is counted once they are
            // there.
            return new Effect.Entrance.Partitioned(Ordinals.ALL_HELD);
        }
        Optional<Pin> old = Stage.staging(state).old();
        return new Effect.Entrance.Held(Pace.frozen(ONE), old.isPresent(), old.orElseGet(Pin.None::new));
    }

    private static boolean stateful(Observation seen) {
        return seen.workload()
                .filter(w -> w.kind() == RunSpec.Workload.STATEFUL_SET)
                .isPresent();
    }

    private static Decision decide(Stage at) {
        if (stateful(at.seen())) {
            return Ordinals.decide(at);
        }
        return switch (at.state().step()) {
            case FIRST_POD -> Growth.decide(at, first(at), ONE);
            case AT_GATE -> gate(at);
            default -> Adding.decide(at);
        };
    }

    /** One; and as many as are missing, where the set was deleted after more had been confirmed. */
    private static int first(Stage at) {
        int old = at.oldSets().stream().mapToInt(set -> set.desired()).sum();
        return Math.min(at.desired(), Math.max(1, at.desired() + 1 - old));
    }

    private static Decision gate(Stage at) {
        if (!at.paused()) {
            return resumed(at);
        }
        if (at.freshSize() == 0 && at.desired() > 0) {
            // Its ReplicaSet was deleted; a paused controller makes none.
            return Decision.on(at.state().onTo(Step.FIRST_POD, at.now()), at.now());
        }
        Stage counted = at.with(at.state().staged(at.staging().confirmed(at.freshSize())));
        // As long as requests are kept away from new pods the freeze has to stay.
        return counted.staging().old().isPresent()
                ? Gate.decide(counted.noted(), List.of())
                : Gate.decide(counted, loosening(counted));
    }

    /** Somebody let it go on: that is taken for what it is, a promotion of all. */
    static Decision resumed(Stage at) {
        Staging seen = at.staging().seen(Staging.Hand.RESUMED);
        return Decision.on(Gate.promoteAll(at.state().healed().staged(seen), at.now()), at.now());
    }

    /**
     * The App's own pace while it is paused: new pods count as available again, so that no alert goes off at a gate of hours, and
     * {@code kubectl rollout resume} means all. One pod more than wanted stays, or the controller would make more at once. Not where
     * all pods that are wanted are new ones already: even paused, it would then take the old ones away.
     */
    static List<Effect> loosening(Stage at) {
        if (!at.frozen() || at.freshSize() >= at.desired()) {
            return List.of();
        }
        return List.of(new Effect.Reshape(Optional.of(Adding.pace(at.staging().own())), true));
    }
}
