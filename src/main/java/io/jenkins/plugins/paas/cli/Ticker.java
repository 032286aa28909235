package io.jenkins.plugins.paas.cli;

import java.util.Timer;
import java.util.TimerTask;

/** Does something again and again until it is closed; never keeps the process alive. */
final class Ticker implements AutoCloseable {
    private final Timer timer;

    /** Starts after one period. */
    Ticker(String name, long periodMillis, Runnable work) {
        timer = new Timer(name, true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        work.run();
                    }
                },
                periodMillis,
                periodMillis);
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
