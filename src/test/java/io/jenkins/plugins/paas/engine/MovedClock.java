package io.jenkins.plugins.paas.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** Time that passes only while somebody waits, and then at once. */
final class MovedClock implements InstantSource, Waiting {
    private final Runnable onTick;
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Instant leaveAt = Instant.MAX;

    MovedClock(Runnable onTick) {
        this.onTick = onTick;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** From then on, whoever waits is told to leave. */
    synchronized void leaveAfter(Duration time) {
        leaveAt = now.plus(time);
    }

    synchronized void stay() {
        leaveAt = Instant.MAX;
    }

    @Override
    public boolean await(Semaphore signal, Duration atMost) throws InterruptedException {
        if (signal.tryAcquire()) {
            return true;
        }
        advance(atMost);
        if (!instant().isBefore(leaveAt)) {
            throw new InterruptedException();
        }
        return signal.tryAcquire();
    }

    void advance(Duration time) {
        synchronized (this) {
            now = now.plus(time.isNegative() ? Duration.ZERO : time);
        }
        onTick.run();
    }
}
