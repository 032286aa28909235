package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import java.util.Optional;

/** Something to be done to the cluster. Doing it again is harmless, so a crash before or after it loses nothing. */
public sealed interface Effect {
    /**
     * Apply all objects of a Release.
     *
     * @param release its number
     * @param entrance in what shape they come in
     */
    record Apply(long release, Entrance entrance) implements Effect {
        /** As they were rendered. */
        public Apply(long release) {
            this(release, new Entrance.Native());
        }
    }

    /** In what shape a Release's objects are applied. */
    sealed interface Entrance {
        /** As they were rendered: no freeze, no pause, no pin. */
        record Native() implements Entrance {}

        /**
         * The workload is written in another pace, in one write with its new template; its Service comes after it.
         *
         * @param pace in place of the rendered one
         * @param paused whether the controller waits until it is told to go on
         * @param pin which pods the Service keeps sending requests to
         */
        record Held(Pace pace, boolean paused, Pin pin) implements Entrance {}

        /**
         * A StatefulSet of which only pods with this ordinal or a higher one take the new template.
         *
         * @param partition 0 or more
         */
        record Partitioned(int partition) implements Entrance {}
    }

    /**
     * Change how the Deployment goes on, in one write; it takes the fields from whoever has them.
     *
     * @param pace how fast from now on; nothing leaves it as it is
     * @param paused whether its controller waits
     */
    record Reshape(Optional<Pace> pace, boolean paused) implements Effect {}

    /**
     * Give a ReplicaSet of the paused Deployment another size.
     *
     * @param set its name
     * @param replicas 0 or more
     */
    record Scale(String set, int replicas) implements Effect {}

    /**
     * Point the Service at some of the pods, by one patch.
     *
     * @param pin at which
     */
    record Select(Pin pin) implements Effect {}

    /**
     * Offer a Release's pods under {@code <app>-preview}, or nothing any more.
     *
     * @param release whose pods; nothing deletes that Service
     */
    record Preview(Optional<Long> release) implements Effect {}

    /**
     * Keep the autoscaler from scaling down, or let it again as it was rendered.
     *
     * @param hold whether to keep it
     */
    record HoldScaleDown(boolean hold) implements Effect {}

    /**
     * Let a StatefulSet bring its template to pods with this ordinal or a higher one.
     *
     * @param ordinal 0 lets all
     */
    record Partition(int ordinal) implements Effect {}

    /**
     * Delete a pod that would hold up its StatefulSet for ever.
     *
     * @param pod its name
     * @see <a href="https://github.com/kubernetes/kubernetes/issues/67250">Kubernetes #67250</a>
     */
    record DeletePod(String pod) implements Effect {}
}
