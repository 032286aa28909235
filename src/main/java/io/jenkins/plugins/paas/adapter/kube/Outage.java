package io.jenkins.plugins.paas.adapter.kube;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells people that an API server is silent, and when it is back; once in a while, however many requests notice it. */
final class Outage {
    private static final long REMIND_NANOS = Duration.ofSeconds(10).toNanos();

    private final String context;
    private final Consumer<String> listener;
    private int failures;
    private boolean told;
    private long toldAt;

    Outage(String context, Consumer<String> listener) {
        this.context = context;
        this.listener = listener;
    }

    /** A request or watch failed, for this reason. One alone is not worth a word: a connection may be closed at any time. */
    synchronized void failed(String reason) {
        failures++;
        long now = System.nanoTime();
        if (failures > 2 && (!told || now - toldAt > REMIND_NANOS)) {
            told = true;
            toldAt = now;
            listener.accept("The API server of " + context + " does not answer (" + reason + "); trying again");
        }
    }

    /** A request was answered. */
    synchronized void answered() {
        failures = 0;
        if (told) {
            told = false;
            listener.accept("The API server of " + context + " answers again");
        }
    }
}
