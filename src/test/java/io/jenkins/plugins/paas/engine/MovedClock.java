package io.jenkins.plugins.paas.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** Time that passes only while somebody waits, and then at once. */
final class MovedClock implements InstantSource, Waiting {
    private final Runnable onTick;
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Optional<BooleanSupplier> next = Optional.empty();
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

    /** Asked at each tick until it says that it is done; not while it is at work. */
    void onNextTick(BooleanSupplier deed) {
        next = Optional.of(deed);
    }

    private void others() {
        Optional<BooleanSupplier> deed = next;
        next = Optional.empty();
        if (deed.filter(each -> !each.getAsBoolean()).isPresent()) {
            next = deed;
        }
    }

    void advance(Duration time) {
        synchronized (this) {
            now = now.plus(time.isNegative() ? Duration.ZERO : time);
        }
        onTick.run();
        others();
    }
}
