package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.RunSpec;

/**
 * Whether a workload has finished rolling out, by the same rules as {@code kubectl rollout status}.
 *
 * <p>Old pods may still be terminating then: Kubernetes no longer counts them.
 */
final class Completion {
    private Completion() {}

    static boolean of(WorkloadView workload) {
        return upToDate(workload)
                && workload.updated() >= workload.desired()
                && workload.total() == workload.updated()
                && workload.available() >= workload.updated()
                && (workload.kind() == RunSpec.Workload.DEPLOYMENT || sameRevision(workload));
    }

    /** Whether its status speaks of the template that it has. */
    static boolean upToDate(WorkloadView workload) {
        return workload.observedGeneration() >= workload.generation();
    }

    /** A StatefulSet makes the new revision its current one when the last pod is ready. */
    private static boolean sameRevision(WorkloadView workload) {
        return workload.ready() >= workload.desired()
                && workload.updateRevision().equals(workload.currentRevision());
    }
}
