package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A freeze, a pin or a preview that no open Rollout explains, because somebody brought it back or deleted the record. */
final class HeldBack {
    private HeldBack() {}

    /**
     * What is held back without a reason, one sentence each.
     *
     * @param rollout the newest Rollout; one that has begun and is open explains everything
     */
    static List<String> unexplained(AppName app, Observation seen, Optional<Rollout> rollout) {
        List<String> found = new ArrayList<>();
        if (rollout.filter(it -> it.step().open() && it.step() != Rollout.Step.AT_START)
                .isPresent()) {
            return found;
        }
        seen.workload().ifPresent(workload -> ofWorkload(workload, found));
        for (ServiceView service : seen.services()) {
            if (service.name().equals(PreviewService.name(app.value()))) {
                found.add("Service/" + service.name() + " is left of a canary that is over");
            } else if (service.isPinned()) {
                found.add("Service/" + service.name() + " sends requests to some of the pods only (" + service.pin()
                        + ")");
            }
        }
        return found;
    }

    /** Tells of it where a Rollout is about to start, which brings everything back to how it is rendered. */
    static void warn(Session session, AppName app, Observation seen) {
        unexplained(app, seen, Optional.empty())
                .forEach(what -> session.events()
                        .emit(new Event.Warned(
                                "W_HELD_BACK", what + "; no open rollout says why, and this one ends it")));
    }

    private static void ofWorkload(WorkloadView workload, List<String> found) {
        String name = workload.kind().kind() + "/" + workload.name();
        if (workload.pace().isFrozen()) {
            found.add(name + " is frozen: its new pods never count as available");
        }
        if (workload.partition() > 0) {
            found.add(name + " takes its template to pods from " + workload.partition() + " on only");
        }
    }
}
