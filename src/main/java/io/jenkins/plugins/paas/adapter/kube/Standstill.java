package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;

/** Whether nothing of an App is under way, so that what the cluster told of it before explains nothing any more. */
final class Standstill {
    private Standstill() {}

    static boolean of(Observation seen) {
        return seen.pods().stream().allMatch(PodView::ready)
                && seen.workload().filter(workload -> !isComplete(workload)).isEmpty();
    }

    /** A gate, where it is paused, is on the way. */
    private static boolean isComplete(WorkloadView workload) {
        return !workload.paused()
                && workload.observedGeneration() >= workload.generation()
                && workload.updated() == workload.desired()
                && workload.total() == workload.desired();
    }
}
