package io.jenkins.plugins.paas.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How the engine waits; a test moves its clock instead. */
@FunctionalInterface
public interface Waiting {
    /** Waits in real time. */
    Waiting REAL = (signal, atMost) -> signal.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);

    /**
     * Waits until there is a permit, which is then taken, or until time is up.
     *
     * @param signal gets a permit when there is something to look at
     * @param atMost how long to wait; zero or less does not wait
     * @return whether a permit was taken
     * @throws InterruptedException when somebody wants us to leave
     */
    boolean await(Semaphore signal, Duration atMost) throws InterruptedException;
}
