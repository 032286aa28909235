package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Lock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Locks an App by its Lease {@code paas.<app>}. Every write replaces the version that was read, so of two who take it at once
 * one fails; nobody trusts another machine's clock.
 */
final class KubeLock implements Lock {
    /** How long a hold lasts without a sign of life; three beats, so that two may fail. */
    private static final Duration LENGTH = Duration.ofSeconds(15);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final KubeApi api;
    private final Pulse pulse;
    private final Duration length;

    KubeLock(KubeApi api) {
        this(api, Pulse.SYSTEM, LENGTH);
    }

    /**
     * A lock of another length.
     *
     * @param length how long a hold lasts without a sign of life, whole seconds, 1 or more
     */
    KubeLock(KubeApi api, Pulse pulse, Duration length) {
        this.api = api;
        this.pulse = pulse;
        this.length = length;
    }

    @Override
    public Held take(AppRef app, String holder, BiConsumer<String, Duration> waits) {
        for (int attempt = 1; ; attempt++) {
            Optional<LeaseView> seen = look(app);
            Optional<String> dead = seen.flatMap(LeaseView::holder);
            if (dead.isPresent()) {
                waits.accept(dead.get(), seen.get().length(length));
                seen = fellSilent(app, seen.get());
            }
            if (dead.isPresent() && seen.isEmpty()) {
                continue;
            }
            Optional<KubeHold> hold = KubeHold.take(api, pulse, length, app, holder, seen);
            if (hold.isPresent()) {
                hold.get().beat(dead);
                return hold.get();
            }
            Busy.pause(attempt);
        }
    }

    /**
     * Waits until a held Lease went without a sign of life for its whole length.
     *
     * @return the Lease as it is then, labels that others set meanwhile included; nothing when it was freed or deleted, so
     *     that it is to be looked at anew
     * @throws PaasException {@code E_LOCKED} as soon as it is renewed
     */
    private Optional<LeaseView> fellSilent(AppRef app, LeaseView first) {
        Duration patience = first.length(length);
        LeaseView seen = first;
        long start = pulse.nanos();
        while (pulse.nanos() - start < patience.toNanos()) {
            pulse.pause(LOOK_EVERY.compareTo(patience) < 0 ? LOOK_EVERY : patience);
            Optional<LeaseView> now = look(app);
            if (now.isEmpty() || now.get().holder().isEmpty()) {
                return Optional.empty();
            }
            seen = now.get();
            if (!seen.asSilentAs(first)) {
                throw locked(app, seen);
            }
        }
        return Optional.of(seen);
    }

    private Optional<LeaseView> look(AppRef app) {
        return api.find(LeaseView.path(app)).map(LeaseView::of);
    }

    private PaasException locked(AppRef app, LeaseView lease) {
        String since = lease.acquired()
                .map(time -> " since " + time.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return new PaasException(
                Outcome.LOCKED,
                Problem.of(
                        "E_LOCKED",
                        "app " + app + " is locked by " + lease.holder().orElse("somebody") + since,
                        "wait until it ends, or look at it with 'paas status'; should its process have died, the lock is free "
                                + lease.length(length).toSeconds() + " seconds after its last sign of life"));
    }
}
