package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.model.Strategy;
import java.time.Instant;

/** What people say to a Rollout: go on, or go back. */
final class Confirmation {
    private Confirmation() {}

    static Rollout promoted(Rollout state, Grant grant, Instant now) {
        if (state.step() == Step.AT_START) {
            return StartGate.promoted(state, grant, now);
        }
        boolean refused = state.step() != Step.AT_GATE
                || state.diagnosis().isPresent()
                || (state.strategy() == Strategy.CANARY && !grant.wholly());
        return refused ? state : goOn(state.staged(Stage.staging(state).granted(grant)), now);
    }

    /** From the gate on, with what was confirmed. */
    static Rollout goOn(Rollout granted, Instant now) {
        if (granted.strategy() == Strategy.CANARY) {
            return granted.onTo(Step.SWITCHING, now);
        }
        Staging staging = Stage.staging(granted);
        if (staging.old().isPresent() || staging.all()) {
            return GoingNative.begin(granted, now);
        }
        return granted.onTo(Step.ADDING, now);
    }

    static Rollout aborted(Rollout state, Instant now) {
        if (state.step() == Step.AT_START) {
            return state.to(Step.WITHDRAWN, now);
        }
        if (!Failure.canGoBack(state)) {
            return state;
        }
        return switch (state.step()) {
            case PLANNED -> state.to(Step.ABORTED, now);
            case APPLYING, PROGRESSING, FIRST_POD, GROWING, AT_GATE, ADDING, SWITCHING, HOLDING ->
                state.staging().isEmpty() || state.step() == Step.PROGRESSING
                        ? state.to(Step.RESTORING, now)
                        : state.onTo(Step.TURNING_BACK, now);
            // The old set is going, or what is of ours is being taken off: that comes to its end first.
            case DRAINING, UNPINNING, THAWING -> state;
            case TURNING_BACK, RESTORING, RETURNING -> state;
            case AT_START, SUCCEEDED, ROLLED_BACK, ABORTED, WITHDRAWN, FAILED -> state;
        };
    }
}
