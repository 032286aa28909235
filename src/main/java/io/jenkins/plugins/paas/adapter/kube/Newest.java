package io.jenkins.plugins.paas.adapter.kube;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells somebody the newest state after each change, by one thread at a time. While a state is being handed out, further
 * changes gather for the next one; nothing waits for a clock.
 *
 * @param <T> a state
 */
final class Newest<T> implements AutoCloseable {
    private final KubeApi api;
    private final Supplier<Optional<T>> look;
    private final Consumer<T> onChange;
    private boolean handingOut;
    private boolean changed;
    private Optional<T> last = Optional.empty();
    private volatile boolean closed;

    /**
     * Tells nothing yet.
     *
     * @param look puts the state together; nothing when there is none to tell of
     * @param onChange told of each state that differs from the one before
     */
    Newest(KubeApi api, Supplier<Optional<T>> look, Consumer<T> onChange) {
        this.api = api;
        this.look = look;
        this.onChange = onChange;
    }

    /** Something has changed; returns at once. */
    synchronized void changed() {
        changed = true;
        if (!handingOut && !closed) {
            handingOut = true;
            api.requests().later(Duration.ZERO, this::handOut);
        }
    }

    private void handOut() {
        while (nextRound()) {
            Optional<T> now = look.get();
            if (now.isPresent() && !now.equals(last)) {
                last = now;
                onChange.accept(now.get());
            }
        }
    }

    private synchronized boolean nextRound() {
        if (!changed || closed) {
            handingOut = false;
            return false;
        }
        changed = false;
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
