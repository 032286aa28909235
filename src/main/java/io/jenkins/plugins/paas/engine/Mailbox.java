package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Together.Begun;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.port.Cluster;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Hands observations from the watch's thread to the one that decides; only the newest is kept. */
final class Mailbox implements AutoCloseable {
    private static final Optional<Observation> NOTHING = Optional.empty();

    private final Semaphore signal = new Semaphore(0);
    private final AtomicReference<Optional<Observation>> newest = new AtomicReference<>(NOTHING);
    private final Begun<Cluster.Watch> watch;

    /** Begins to watch; whatever else there is to ask can be asked meanwhile. */
    Mailbox(Cluster cluster, AppRef ref) {
        this.watch = Together.begin(() -> cluster.watch(ref, this::put));
    }

    private void put(Observation seen) {
        newest.set(Optional.of(seen));
        signal.release();
    }

    /**
     * The newest observation that was not taken yet, waiting for one if need be; nothing when time is up.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException when the watch could not be opened
     */
    Optional<Observation> take(Waiting waiting, Duration atMost) throws InterruptedException {
        watch.get();
        Optional<Observation> there = newest.getAndSet(NOTHING);
        if (there.isPresent()) {
            signal.drainPermits();
            return there;
        }
        waiting.await(signal, atMost);
        return newest.getAndSet(NOTHING);
    }

    /** What came last and was not taken yet; it stays, and nobody waits for it. */
    Optional<Observation> glance() {
        return Optional.ofNullable(newest.get()).orElse(NOTHING);
    }

    /** Ends the wait of whoever waits, because something else than an observation came. */
    void nudge() {
        signal.release();
    }

    /** Gives an observation to the next taker, unless a newer one came. */
    void putBack(Observation seen) {
        if (newest.compareAndSet(NOTHING, Optional.of(seen))) {
            signal.release();
        }
    }

    @Override
    public void close() {
        watch.ifWell(Cluster.Watch::close);
    }
}
