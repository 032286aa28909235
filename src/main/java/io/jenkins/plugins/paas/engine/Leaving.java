package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;

/** At which open steps a command gives the lock back and leaves, once nothing is left to do there. */
enum Leaving {
    /** Not before the end. */
    NOWHERE,
    /** At each gate. */
    AT_GATES,
    /** The same, and while a canary keeps its old pods. */
    AT_GATES_AND_HOLD;

    static Leaving when(boolean atHold) {
        return atHold ? AT_GATES_AND_HOLD : AT_GATES;
    }

    boolean at(Rollout rollout) {
        return switch (this) {
            case NOWHERE -> false;
            case AT_GATES -> rollout.step().isGate();
            case AT_GATES_AND_HOLD -> rollout.step().isGate() || rollout.step() == Step.HOLDING;
        };
    }
}
