package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.port.Event;
import java.util.Optional;

/** Records how a gate ended at which no person used paas: time did it, or somebody let the workload go on by himself. */
final class GateEnd {
    private final Workplace at;

    GateEnd(Workplace at) {
        this.at = at;
    }

    void note(Rollout gate, Rollout next) throws InterruptedException {
        if (next.step() == Step.FIRST_POD || next.step() == Step.GROWING) {
            // Its pods are made anew; the gate comes again.
            return;
        }
        boolean unapproved = next.staging().filter(Staging::unapproved).isPresent();
        if (next.diagnosis().isEmpty()) {
            record(Action.PROMOTED, unapproved ? "unapproved" : "by itself", next);
            if (unapproved) {
                at.emit(new Event.Warned(
                        "W_UNAPPROVED",
                        "somebody let the workload go on without paas; that is taken for a promotion of all"));
            }
        } else if (gate.diagnosis().isEmpty() && isTimeout(next)) {
            record(Action.ABORTED, "timed out", next);
        }
    }

    private static boolean isTimeout(Rollout next) {
        return next.diagnosis()
                .filter(why -> why.code() == Diagnosis.Code.E_NO_PROGRESS)
                .isPresent();
    }

    private void record(Action action, String verdict, Rollout next) throws InterruptedException {
        at.reach(() -> at.trail().add(action, Optional.of(next.release()), verdict, RolloutDetails.of(next)));
    }
}
