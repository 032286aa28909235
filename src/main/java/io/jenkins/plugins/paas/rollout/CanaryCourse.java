package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A full second set without requests; then all requests at once.
 *
 * <p>A first deploy comes in as with strategy {@code rolling}: where nothing serves there is nothing to compare with and nothing
 * to go back to. A StatefulSet has no second set; the engine refuses it before.
 */
final class CanaryCourse implements Course {
    private static final String SECOND_SET = "100%";

    @Override
    public Decision decide(Rollout state, Observation seen, Instant now) {
        return switch (state.step()) {
            case PLANNED ->
                Beginning.withoutGate(state, seen)
                        ? Beginning.natively(state, seen, now)
                        : Beginning.pinning(state, seen, now);
            case APPLYING -> Beginning.again(state, seen, now).orElseGet(() -> prepare(state));
            case PROGRESSING -> RollingCourse.progress(state, seen, now);
            default -> Stage.whenThere(state, seen, now, CanaryCourse::decide);
        };
    }

    @Override
    public Rollout applied(Rollout state, Instant now) {
        return state.step() == Step.APPLYING ? state.to(Step.GROWING, now) : state;
    }

    private static Decision prepare(Rollout state) {
        Effect.Entrance held = new Effect.Entrance.Held(
                Pace.frozen(SECOND_SET), true, Stage.staging(state).old().orElseThrow());
        return new Decision(state, List.of(new Effect.Apply(state.release(), held)), Optional.empty());
    }

    private static Decision decide(Stage at) {
        if (!at.frozen()) {
            return GoingNative.giveWay(
                    at.state(),
                    ByOthers.changed("Somebody else took the freeze off "
                            + at.workload().kind().kind() + " " + at.workload().name()
                            + ", so its controller replaces pods."),
                    at.now());
        }
        return switch (at.state().step()) {
            case GROWING -> grow(at);
            case AT_GATE -> gate(at);
            default -> Switch.decide(at);
        };
    }

    /** An apply gives the autoscaler back what it is rendered with; so it is held after that, before any new pod comes. */
    private static Decision grow(Stage at) {
        Decision growth = Growth.decide(at, at.desired(), SECOND_SET);
        boolean held = at.seen().scaler().filter(ScalerView::scalesDown).isEmpty();
        return held ? growth : growth.precededBy(new Effect.HoldScaleDown(true));
    }

    private static Decision gate(Stage at) {
        if (at.freshSize() == 0 && at.desired() > 0) {
            // Its ReplicaSet was deleted; a paused controller makes none.
            return Decision.on(at.state().onTo(Step.GROWING, at.now()), at.now());
        }
        // Frozen it stays as it is even so; paused it also stays so if somebody changes the template.
        return Gate.decide(at.noted(), at.paused() ? List.of() : List.of(new Effect.Reshape(Optional.empty(), true)));
    }
}
