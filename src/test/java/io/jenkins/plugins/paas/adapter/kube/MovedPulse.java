package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.testing.SampleRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits: a pause moves the clock, and the beats that are due run meanwhile. */
final class MovedPulse {
    private final List<Repeated> beats = new ArrayList<>();
    private long nanos = 1_000;

    /** One process's view; all see the same clock. */
    Party process() {
        return new Party();
    }

    /** Lets time pass. */
    void advance(Duration length) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            nanos += length.toNanos();
            for (Repeated beat : beats) {
                if (!beat.process.dead && nanos >= beat.next) {
                    beat.next = nanos + beat.period;
                    due.add(beat.action);
                }
            }
        }
        // Not within the monitor: an action takes locks of its own.
        due.forEach(Runnable::run);
    }

    private synchronized long nanos() {
        return nanos;
    }

    final class Party implements Pulse {
        private volatile boolean dead;

        /** Its beats stop, as when a process is killed or hears nothing of its server. */
        void die() {
            dead = true;
        }

        /** Its beats go on. */
        void live() {
            dead = false;
        }

        @Override
        public long nanos() {
            return MovedPulse.this.nanos();
        }

        @Override
        public Instant now() {
            return SampleRecords.NOW.plusNanos(nanos());
        }

        @Override
        public void pause(Duration length) {
            advance(length);
        }

        @Override
        public Beat every(Duration period, Runnable action) {
            synchronized (MovedPulse.this) {
                Repeated beat = new Repeated(this, action, period.toNanos(), nanos + period.toNanos());
                beats.add(beat);
                return () -> {
                    synchronized (MovedPulse.this) {
                        beats.remove(beat);
                    }
                };
            }
        }
    }

    private static final class Repeated {
        final Party process;
        final Runnable action;
        final long period;
        long next;

        Repeated(Party process, Runnable action, long period, long next) {
            this.process = process;
            this.action = action;
            this.period = period;
            this.next = next;
        }
    }
}
