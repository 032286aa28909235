package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Lock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A hold of an App's Lease, kept alive by a heartbeat in a thread of its own. */
final class KubeHold implements Lock.Held {
    private static final int BEATS_PER_LENGTH = 3;
    private static final int ATTEMPTS = 3;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final KubeApi api;
    private final Pulse pulse;
    private final Duration length;
    private final AppRef app;
    private final String holder;
    private final String mark = Stored.newWrite();
    private final Instant acquired;
    private final int transitions;

    private Optional<String> takenOverFrom = Optional.empty();
    private Optional<Pulse.Beat> beat = Optional.empty();
    private String version = "";
    private boolean ended;
    /** Written by one thread at a time, but read without waiting for a renewal that is on its way. */
    private volatile long renewedNanos;

    private volatile boolean lost;

    private KubeHold(KubeApi api, Pulse pulse, Duration length, AppRef app, String holder, Optional<LeaseView> before) {
        this.api = api;
        this.pulse = pulse;
        this.length = length;
        this.app = app;
        this.holder = holder;
        this.acquired = pulse.now();
        this.transitions = before.map(lease -> lease.transitions() + 1).orElse(0);
    }

    /**
     * Takes the Lease in place of the version that was seen.
     *
     * @return nothing when somebody else was quicker
     */
    static Optional<KubeHold> take(
            KubeApi api, Pulse pulse, Duration length, AppRef app, String holder, Optional<LeaseView> seen) {
        KubeHold hold = new KubeHold(api, pulse, length, app, holder, seen);
        return hold.written(seen.map(lease -> lease.stored().version())) ? Optional.of(hold) : Optional.empty();
    }

    /**
     * Starts the heartbeat.
     *
     * @param from whom it was taken over from
     */
    synchronized void beat(Optional<String> from) {
        takenOverFrom = from;
        beat = Optional.of(pulse.every(length.dividedBy(BEATS_PER_LENGTH), this::renew));
    }

    @Override
    public synchronized Optional<String> takenOverFrom() {
        return takenOverFrom;
    }

    @Override
    public boolean stands() {
        return !lost && pulse.nanos() - renewedNanos < length.toNanos();
    }

    @Override
    public boolean standsAgain(Duration atMost) {
        long end = pulse.nanos() + atMost.toNanos();
        while (!stands() && !lost && pulse.nanos() < end) {
            pulse.pause(LOOK_AGAIN);
        }
        return stands();
    }

    @Override
    public void close() {
        boolean mine = stands();
        lost = true;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            beat.ifPresent(Pulse.Beat::close);
            if (mine) {
                giveBack();
            }
        }
    }

    private synchronized void renew() {
        if (ended || lost) {
            return;
        }
        try {
            if (!written(Optional.of(version))) {
                lost = true;
            }
        } catch (PaasException e) {
            // The server is away. The next beat tries again; until one succeeds, stands() tells the truth by its clock.
            return;
        }
    }

    /** Writes the Lease with a fresh sign of life. */
    private boolean written(Optional<String> replaces) {
        // Counted from before the request: others count from when they see it.
        long asked = pulse.nanos();
        boolean written = put(replaces, LeaseView.heldSpec(holder, length, acquired, pulse.now(), transitions));
        if (written) {
            renewedNanos = asked;
        }
        return written;
    }

    private void giveBack() {
        // Whoever is told to leave gives the lock back first; an interrupted thread could not send that.
        boolean toldToLeave = Thread.interrupted();
        try {
            put(Optional.of(version), LeaseView.freeSpec(transitions));
        } catch (PaasException e) {
            // The work is done; without an answer the hold just runs out.
            lost = true;
        } finally {
            if (toldToLeave) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Puts the Lease in place of a version. When that is refused, somebody may have changed its labels, or our own first
     * answer was lost: as long as it bears our mark it is ours.
     */
    private boolean put(Optional<String> replaced, Map<String, Object> spec) {
        Optional<String> replaces = replaced;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, Object> lease = LeaseView.object(app, replaces, mark, spec);
            Optional<Stored> answer = (replaces.isPresent()
                            ? api.replace(LeaseView.path(app), lease)
                            : api.create(KubePath.LEASES.in(app.namespace()), lease))
                    .map(Stored::of);
            Optional<Stored> present = answer.or(
                    () -> api.find(LeaseView.path(app)).map(Stored::of).filter(now -> now.leftBy(mark)));
            if (present.isEmpty()) {
                return false;
            }
            version = present.get().version();
            if (answer.isPresent() || present.get().object().at("spec").map().equals(spec)) {
                return true;
            }
            replaces = Optional.of(version);
        }
        return false;
    }
}
