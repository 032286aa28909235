package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.Lock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** An App in a cluster whose lock is in our hands. */
final class Workplace implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /** A control plane of one machine is upgraded in less. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(5);

    private final Connection connection;
    private final Place place;
    private final Actor actor;
    private final Session session;
    private final Trail trail;
    private final Lock.Held held;

    private Workplace(Connection connection, Place place, Actor actor, Session session, Lock.Held held) {
        this.connection = connection;
        this.place = place;
        this.actor = actor;
        this.session = session;
        this.trail = new Trail(connection, place, actor, session);
        this.held = held;
    }

    /**
     * Takes the lock; that it was taken from somebody who died is told and recorded.
     *
     * @throws PaasException {@code E_LOCKED}
     */
    static Workplace take(Connection connection, Place place, Actor actor, Session session) {
        Lock.Held held = connection
                .lock()
                .take(
                        place.ref(),
                        session.holder(),
                        (other, atMost) -> session.events()
                                .emit(new Event.Noted("the lock is held by " + other + "; waiting up to "
                                        + atMost.toSeconds() + " s for a sign of life")));
        Workplace taken = new Workplace(connection, place, actor, session, held);
        taken.trail.lookAhead();
        held.takenOverFrom().ifPresent(taken::tellTakeover);
        return taken;
    }

    private void tellTakeover(String from) {
        session.events()
                .emit(new Event.Warned(
                        "W_LOCK_TAKEN_OVER", "the lock was held by " + from + ", who gave no sign of life any more"));
        trail.add(Action.LOCK_TAKEN_OVER, Optional.empty(), "taken", Map.of("from", from));
    }

    Connection connection() {
        return connection;
    }

    Place place() {
        return place;
    }

    Actor actor() {
        return actor;
    }

    Session session() {
        return session;
    }

    Trail trail() {
        return trail;
    }

    void emit(Event event) {
        session.events().emit(event);
    }

    /**
     * Stops us when the lock is lost: whoever has it now goes on from the record. Where it only ran out because the cluster is
     * away, nothing is done until the cluster tells whose it is.
     */
    void requireLock() {
        if (!held.stands() && !held.standsAgain(LONGEST_OUTAGE)) {
            throw Failures.lockLost(place);
        }
    }

    /** Asks the cluster; while its API server is away, asks again for as long as the lock stands. */
    <T> T reach(Supplier<T> question) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                T answer = question.get();
                if (told) {
                    emit(new Event.Noted("the API server of " + place.cluster().name() + " answers again"));
                }
                return answer;
            } catch (PaasException e) {
                if (!e.code().equals(Failures.UNREACHABLE)) {
                    throw e;
                }
                if (!told) {
                    emit(new Event.Warned("W_CLUSTER_AWAY", e.problems().get(0).what() + "; we go on when it is back"));
                    told = true;
                }
            }
            requireLock();
            session.waiting().await(new Semaphore(0), BETWEEN_TRIES);
        }
    }

    /** As {@link #reach(Supplier)}, for what has no answer. */
    void reach(Runnable work) throws InterruptedException {
        reach(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void close() {
        held.close();
    }
}
