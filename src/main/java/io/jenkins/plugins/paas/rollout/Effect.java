package io.jenkins.plugins.paas.rollout;

/** Something to be done to the cluster. Doing it again is harmless, so a crash before or after it loses nothing. */
public sealed interface Effect {
    /**
     * Apply all objects of a Release.
     *
     * @param release its number
     */
    record Apply(long release) implements Effect {}

    /**
     * Delete a pod that would hold up its StatefulSet for ever.
     *
     * @param pod its name
     * @see <a href="https://github.com/kubernetes/kubernetes/issues/67250">Kubernetes #67250</a>
     */
    record DeletePod(String pod) implements Effect {}
}
