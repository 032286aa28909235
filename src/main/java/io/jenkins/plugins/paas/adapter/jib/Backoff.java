package io.jenkins.plugins.paas.adapter.jib;

import java.time.Duration;
import java.util.List;

/** How long to wait before each new try. A registry that is being restarted is back after a few seconds. */
record Backoff(List<Duration> waits) {
    static final Backoff USUAL = new Backoff(List.of(
            Duration.ofMillis(200), Duration.ofMillis(600), Duration.ofMillis(1_800), Duration.ofMillis(4_000)));

    Backoff {
        waits = List.copyOf(waits);
    }

    /** Waits before try {@code attempt} (0 is the first wait); false when there are no more tries. */
    boolean next(int attempt) throws InterruptedException {
        if (attempt >= waits.size()) {
            return false;
        }
        Thread.sleep(waits.get(attempt).toMillis());
        return true;
    }
}
