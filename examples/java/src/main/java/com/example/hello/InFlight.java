package com.example.hello;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the requests that are being answered, so that the end can wait for them. */
final class InFlight {
    private static final int MOST = 10_000;
    private static final int LONGEST_SECONDS = 20;

    private final Semaphore places = new Semaphore(MOST, true);

    interface Work {
        void run() throws IOException;
    }

    void during(Work work) throws IOException {
        places.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            places.release();
        }
    }

    /** Whether the last request ended in time. */
    boolean awaitNone() {
        try {
            return places.tryAcquire(MOST, LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
