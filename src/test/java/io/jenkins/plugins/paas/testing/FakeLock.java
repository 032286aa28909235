package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Lock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Locks in memory; a holder dies when a test says so. */
public final class FakeLock implements Lock {
    private static final Duration LENGTH = Duration.ofSeconds(15);

    private final Map<AppRef, Hold> holds = new HashMap<>();
    private Runnable before = () -> {};

    @Override
    public synchronized Held take(AppRef app, String holder, BiConsumer<String, Duration> waits) {
        Runnable first = before;
        before = () -> {};
        first.run();
        Optional<Hold> present = Optional.ofNullable(holds.get(app));
        present.ifPresent(hold -> waits.accept(hold.holder, LENGTH));
        if (present.isPresent() && present.get().alive) {
            throw new PaasException(
                    Outcome.LOCKED,
                    Problem.of(
                            "E_LOCKED",
                            "app " + app + " is locked by " + present.get().holder,
                            "wait until it ends, or look at it with 'paas status'"));
        }
        Hold hold = new Hold(app, holder, present.map(dead -> dead.holder));
        holds.put(app, hold);
        return hold;
    }

    /** Somebody takes it to whom nothing is told. */
    public Held take(AppRef app, String holder) {
        return take(app, holder, (other, atMost) -> {});
    }

    /** Somebody else does this, once, before the lock is taken next. */
    public synchronized void beforeNextTake(Runnable deed) {
        before = deed;
    }

    /** The holder of an App's lock stops giving signs of life. */
    public synchronized void holderDies(AppRef app) {
        Optional.ofNullable(holds.get(app)).ifPresent(hold -> hold.alive = false);
    }

    /** Somebody else takes the lock although its holder lives, as after a long break in the network. */
    public synchronized void robbed(AppRef app) {
        holds.put(app, new Hold(app, "somebody else", Optional.empty()));
    }

    /** Whether somebody holds the App's lock. */
    public synchronized boolean held(AppRef app) {
        return holds.containsKey(app);
    }

    private final class Hold implements Held {
        private final AppRef app;
        private final String holder;
        private final Optional<String> from;
        private boolean alive = true;

        private Hold(AppRef app, String holder, Optional<String> from) {
            this.app = app;
            this.holder = holder;
            this.from = from;
        }

        @Override
        public Optional<String> takenOverFrom() {
            return from;
        }

        @Override
        public boolean stands() {
            synchronized (FakeLock.this) {
                return alive && holds.get(app) == this;
            }
        }

        @Override
        public boolean standsAgain(Duration atMost) {
            return stands();
        }

        @Override
        public void close() {
            synchronized (FakeLock.this) {
                holds.remove(app, this);
            }
        }
    }
}
