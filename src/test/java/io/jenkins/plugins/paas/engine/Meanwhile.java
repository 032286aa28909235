package io.jenkins.plugins.paas.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds one thing up until another was done, which shows that they go on at the same time. */
final class Meanwhile {
    private Meanwhile() {}

    /** Waits for what happens at the same time; what would happen only afterwards is a failure. */
    static void await(CountDownLatch other) {
        try {
            if (!other.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody did it meanwhile");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to stop", e);
        }
    }
}
