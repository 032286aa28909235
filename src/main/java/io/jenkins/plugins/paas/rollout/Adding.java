package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * As many new pods more as a person confirmed, in a paused Deployment: one more of the new set, one less of the old, when all are
 * ready.
 *
 * <p>Both are said at once. A paused controller keeps the number of pods at {@code replicas + maxSurge} and takes what is too
 * much from the largest set, gives what is missing to it; so whether it looks in between or not, it comes to the same.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/sync.go">scale() in sync.go</a>
 */
final class Adding {
    private Adding() {}

    static Decision decide(Stage at) {
        if (!at.paused()) {
            return ManualCourse.resumed(at);
        }
        int target = at.staging().target(at.desired());
        if (target >= at.desired()) {
            return Decision.on(GoingNative.begin(at.state(), at.now()), at.now());
        }
        if (at.freshSet().isEmpty()) {
            return Decision.on(at.state().onTo(Step.FIRST_POD, at.now()), at.now());
        }
        List<Effect> loosening = ManualCourse.loosening(at);
        if (!loosening.isEmpty()) {
            return Decision.watch(at.state(), loosening, at.now().plus(Arrival.GRACE));
        }
        if (!at.grown(target)) {
            return Waiting.decide(
                    at,
                    at.freshReady() >= at.freshSize() ? next(at, at.freshSet().get()) : List.of());
        }
        Optional<Instant> steady = Steadiness.waitUntil(at.state(), at.state().release(), at.seen(), at.now());
        return steady.map(until -> Decision.watch(at.state(), List.of(), until))
                .orElseGet(() -> Decision.on(Gate.open(at), at.now()));
    }

    /** That of the App, but for the one pod more. */
    static Pace pace(Pace own) {
        return new Pace(own.minReadySeconds(), own.deadlineSeconds(), ManualCourse.ONE, "0");
    }

    /** There is one pod more than wanted, so one old pod less leaves as many ready ones as wanted, or takes one that is not. */
    private static List<Effect> next(Stage at, SetView fresh) {
        List<SetView> old = at.oldSets();
        int oldSize = old.stream().mapToInt(SetView::desired).sum();
        Effect more = new Effect.Scale(fresh.name(), fresh.desired() + 1);
        if (old.isEmpty() || fresh.desired() + oldSize <= at.desired()) {
            return List.of(more);
        }
        SetView largest = old.get(0);
        Effect less = new Effect.Scale(largest.name(), largest.desired() - 1);
        // First what the controller would do by itself in answer to the other, so that no pod is made and thrown away.
        return fresh.desired() >= largest.desired() ? List.of(less, more) : List.of(more, less);
    }
}
