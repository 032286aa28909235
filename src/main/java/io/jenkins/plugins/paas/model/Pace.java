package io.jenkins.plugins.paas.model;

import java.util.Optional;

/**
 * How fast a Deployment's controller replaces pods.
 *
 * @param minReadySeconds how long a pod must be ready until it counts as available, 0 or more
 * @param deadlineSeconds {@code progressDeadlineSeconds}; nothing where the workload has none
 * @param maxSurge how many pods there may be above {@code replicas}: a number or a percentage, as Kubernetes writes it
 * @param maxUnavailable how many of {@code replicas} may be missing, written the same way
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/#DeploymentSpec">
 *     DeploymentSpec</a>
 */
public record Pace(int minReadySeconds, Optional<Integer> deadlineSeconds, String maxSurge, String maxUnavailable) {
    private static final int NEVER_AVAILABLE = Integer.MAX_VALUE - 1;
    private static final int NO_DEADLINE = Integer.MAX_VALUE;

    /** What Kubernetes assumes where nothing is said. */
    public static final Pace DEFAULT = new Pace(0, Optional.of(600), "25%", "25%");

    /**
     * New pods become ready but never available, so that the controller creates {@code maxSurge} pods and stops there,
     * without a race.
     *
     * @param maxSurge how many, a number or a percentage
     */
    public static Pace frozen(String maxSurge) {
        return new Pace(NEVER_AVAILABLE, Optional.of(NO_DEADLINE), maxSurge, "0");
    }

    /** Whether it is frozen, by us or by whoever uses the same values. */
    public boolean isFrozen() {
        return minReadySeconds == NEVER_AVAILABLE;
    }
}
