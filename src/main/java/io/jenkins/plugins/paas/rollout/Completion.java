package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.RunSpec;
import java.util.List;

/**
 * Whether a workload has finished rolling out: by the rules of {@code kubectl rollout status}, or by what those are counted
 * from.
 *
 * <p>Old pods may still be terminating then: Kubernetes no longer counts them.
 */
final class Completion {
    private Completion() {}

    static boolean of(WorkloadView workload, List<SetView> sets) {
        return upToDate(workload)
                && workload.updated() >= workload.desired()
                && (counted(workload) || settled(workload, sets));
    }

    /** Whether its status speaks of the template that it has. */
    static boolean upToDate(WorkloadView workload) {
        return workload.observedGeneration() >= workload.generation();
    }

    private static boolean counted(WorkloadView workload) {
        return workload.total() == workload.updated()
                && workload.available() >= workload.updated()
                && (workload.kind() == RunSpec.Workload.DEPLOYMENT || sameRevision(workload));
    }

    /**
     * Whether all new pods are available and the Deployment controller has told every other set to have none. The status of
     * the Deployment says so some tens of milliseconds later, when those pods are deleted and counted: nothing that could
     * still fail lies between.
     */
    private static boolean settled(WorkloadView workload, List<SetView> sets) {
        List<SetView> wanted = sets.stream().filter(set -> set.desired() > 0).toList();
        return wanted.size() == 1
                && wanted.get(0).release().equals(workload.release())
                && wanted.get(0).available() >= workload.desired();
    }

    /** A StatefulSet makes the new revision its current one when the last pod is ready. */
    private static boolean sameRevision(WorkloadView workload) {
        return workload.ready() >= workload.desired()
                && workload.updateRevision().equals(workload.currentRevision());
    }
}
