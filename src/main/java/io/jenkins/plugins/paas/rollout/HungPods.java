package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Pods that a StatefulSet waits for although they can never become ready.
 *
 * <p>An ordered StatefulSet replaces no pod before all pods are ready, even those that would be replaced anyway: a better
 * template alone changes nothing, until somebody deletes the broken pod.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/issues/67250">Kubernetes #67250</a>
 */
final class HungPods {
    private HungPods() {}

    /** On the way forward: pods of another Release that will not heal, such as a failed Rollout left behind. */
    static List<Effect> forward(Rollout state, WorkloadView workload, Observation seen, Instant now) {
        return deletions(
                workload,
                seen,
                pod -> pod.release().filter(r -> r == state.release()).isEmpty()
                        && Diagnoses.hopeless(state, pod, seen, now));
    }

    /** On the way back: all pods of the Release that failed. */
    static List<Effect> back(Rollout state, WorkloadView workload, Observation seen) {
        return deletions(
                workload,
                seen,
                pod -> pod.release().filter(r -> r == state.release()).isPresent());
    }

    private static List<Effect> deletions(WorkloadView workload, Observation seen, Predicate<PodView> hung) {
        // Before the controller has seen the new template it would make the same pod again.
        if (workload.kind() != RunSpec.Workload.STATEFUL_SET || !Completion.upToDate(workload)) {
            return List.of();
        }
        return seen.pods().stream()
                .filter(pod -> !pod.ready() && !pod.leaving())
                .filter(hung)
                .<Effect>map(pod -> new Effect.DeletePod(pod.name()))
                .toList();
    }
}
