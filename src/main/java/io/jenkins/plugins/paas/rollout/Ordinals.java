package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Strategy {@code manual} of a StatefulSet: its partition goes down by as many pods as a person confirmed; its controller replaces
 * them one by one, from the last one on. There is no surge: one pod is missing while it is replaced.
 *
 * <p>The partition never goes up again: that would take confirmed pods back when somebody scales up.
 */
final class Ordinals {
    /** A partition above any ordinal. */
    static final int ALL_HELD = Integer.MAX_VALUE;

    private Ordinals() {}

    static Decision decide(Stage at) {
        return at.state().step() == Step.AT_GATE ? gate(at) : replace(at);
    }

    private static Decision replace(Stage at) {
        int target = at.staging().target(at.desired());
        if (at.state().step() == Step.ADDING && target >= at.desired()) {
            return Decision.on(GoingNative.begin(at.state(), at.now()), at.now());
        }
        int partition = at.workload().partition();
        int from = Math.max(0, at.desired() - target);
        if (partition > from) {
            return Waiting.decide(at, effects(at, Optional.of(new Effect.Partition(from))));
        }
        if (!Completion.upToDate(at.workload()) || at.freshReady() < at.desired() - partition) {
            return Waiting.decide(at, effects(at, Optional.empty()));
        }
        Optional<Instant> steady = Steadiness.waitUntil(at.state(), at.state().release(), at.seen(), at.now());
        return steady.map(until -> Decision.watch(at.state(), List.of(), until))
                .orElseGet(() -> Decision.on(Gate.open(at), at.now()));
    }

    private static List<Effect> effects(Stage at, Optional<Effect> partition) {
        List<Effect> effects = new ArrayList<>(partition.stream().toList());
        effects.addAll(HungPods.forward(at.state(), at.workload(), at.seen(), at.now()));
        return effects;
    }

    private static Decision gate(Stage at) {
        Staging staging = at.staging();
        int partition = at.workload().partition();
        if (partition == 0 && staging.pods() < at.desired()) {
            return ManualCourse.resumed(at);
        }
        int there = Math.max(0, at.desired() - partition);
        return Gate.decide(at.with(at.state().staged(staging.confirmed(there))), List.of());
    }
}
