package io.jenkins.plugins.paas.adapter.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time as a lock needs it: two clocks, a pause and a beat. */
interface Pulse {
    /** A clock that never jumps, in nanoseconds from some moment. */
    long nanos();

    /** The time of day, for others to read only. */
    Instant now();

    /**
     * Waits.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_INTERRUPTED}
     */
    void pause(Duration length);

    /** Repeats an action until the beat is closed. */
    Beat every(Duration period, Runnable action);

    /** Something that repeats. */
    interface Beat extends AutoCloseable {
        /** Ends it, and waits for an action that is going on. */
        @Override
        void close();
    }

    /** The machine's own. */
    Pulse SYSTEM = new Pulse() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration length) {
            try {
                TimeUnit.NANOSECONDS.sleep(length.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Requests.interrupted(e);
            }
        }

        @Override
        public Beat every(Duration period, Runnable action) {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread heart = new Thread(task, "paas-lock-heartbeat");
                heart.setDaemon(true);
                return heart;
            });
            var beats = thread.scheduleWithFixedDelay(action, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
            return () -> {
                // A beat that is on its way may finish; one that waits for a server that is away may not hold us up.
                beats.cancel(false);
                thread.shutdown();
            };
        }
    };
}
