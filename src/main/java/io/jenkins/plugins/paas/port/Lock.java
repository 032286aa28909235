package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One Rollout per App and cluster. A holder renews its hold by a heartbeat; one that died is taken over once its hold has
 * not been renewed for its whole length, measured by the waiting process's own monotonic clock, so that clocks may differ.
 */
public interface Lock {
    /**
     * Takes the lock.
     *
     * @param app which App
     * @param holder who takes it, for others to read: user, host, process
     * @param waits told who holds it and how long a sign of life of his is waited for at most, before that is done
     * @return to be closed when the work is done
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_LOCKED} with {@link
     *     io.jenkins.plugins.paas.model.Outcome#LOCKED}, naming the holder, as soon as it shows a sign of life
     */
    Held take(AppRef app, String holder, BiConsumer<String, Duration> waits);

    /** A hold. */
    interface Held extends AutoCloseable {
        /** Whom it was taken from, when its last holder had died. */
        Optional<String> takenOverFrom();

        /** Whether the hold still stands; false once a renewal failed for the hold's whole length or somebody else took it. */
        boolean stands();

        /**
         * Waits for a renewal where the hold ran out while the cluster was away: one that succeeds proves that nobody took the lock
         * meanwhile, so the hold stands again.
         *
         * @param atMost how long to wait for the cluster
         * @return whether the hold stands; false at once when somebody else took it
         */
        boolean standsAgain(Duration atMost);

        /** Gives the lock back at once; does nothing when it is lost already. */
        @Override
        void close();
    }
}
