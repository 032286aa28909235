package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns an open Rollout back because a person wants it. Where somebody else is at work on it, the word is written into the
 * record without the lock, fenced by the version, and he turns back; where nobody is, we do it ourselves.
 */
final class TurnBack {
    private static final int TRIES = 20;
    /** Why nothing is left to be aborted. */
    private static final Set<String> TOO_LATE = Set.of("E_NO_ROLLOUT", "E_NO_WAY_BACK", "E_SUPERSEDED");

    private final Connection connection;
    private final Place place;
    private final Actor actor;
    private final Session session;
    private final Mailbox mail;
    private final String why;

    /**
     * What turns back.
     *
     * @param why in the person's own words
     */
    TurnBack(Connection connection, Place place, Actor actor, Session session, Mailbox mail, String why) {
        this.connection = connection;
        this.place = place;
        this.actor = actor;
        this.session = session;
        this.mail = mail;
        this.why = why;
    }

    /** With the lock in our hands. */
    Delivery holding(Workplace at, Saved open, Instant began) {
        Rollout next = next(open.rollout());
        record(open.rollout());
        return new Delivering(at, mail, releases(), began, Leaving.NOWHERE).turnBack(open, next);
    }

    /** Whoever holds the lock. */
    Delivery anyhow(Saved open, Instant began) {
        boolean closes = !next(open.rollout()).step().open();
        if (closes || open.rollout().step().isGate()) {
            // Nobody works at a gate, so the lock is free but for a moment.
            try (Workplace at = Workplace.take(connection, place, actor, session)) {
                return holding(at, again(open), began);
            } catch (PaasException e) {
                if (closes || !e.code().equals("E_LOCKED")) {
                    throw e;
                }
            }
        }
        Rollout end = Bystander.impatient(connection, place, actor, session, mail, word(open))
                .stay();
        KeptReleases kept = releases();
        return Delivery.of(
                end,
                kept.find(end.release()),
                Optional.empty(),
                true,
                List.of(),
                Duration.between(began, session.clock().instant()));
    }

    /** Whoever is at work saves, too: then the word is written again over the newer state. */
    private Saved word(Saved open) {
        next(open.rollout());
        record(open.rollout());
        try {
            return written(open);
        } catch (PaasException e) {
            if (TOO_LATE.contains(e.code())) {
                // The record says what was wanted; that it came to nothing belongs to it.
                trail().add(
                                Action.REFUSED,
                                Optional.of(open.rollout().release()),
                                "not aborted",
                                details(open.rollout()));
            }
            throw e;
        }
    }

    private Saved written(Saved open) {
        Saved before = open;
        for (int attempt = 1; ; attempt++) {
            try {
                return connection.rollouts().save(next(before.rollout()), Optional.of(before));
            } catch (PaasException e) {
                if (!e.code().equals("E_FENCED") || attempt == TRIES) {
                    throw e;
                }
                before = again(open);
            }
        }
    }

    private Rollout next(Rollout open) {
        Rollout next = RolloutMachine.aborted(open, session.clock().instant());
        if (next.equals(open)) {
            throw Failures.noWayBack(place, open);
        }
        return next;
    }

    private void record(Rollout open) {
        trail().add(Action.ABORTED, Optional.of(open.release()), "aborted", details(open));
    }

    private Map<String, String> details(Rollout open) {
        Map<String, String> details = new TreeMap<>(RolloutDetails.of(open));
        details.put("why", why);
        details.put("step", Words.of(open.step()));
        return details;
    }

    private Trail trail() {
        return new Trail(connection, place, actor, session);
    }

    /** The same Rollout as it is now; what was said of one does not count for another. */
    private Saved again(Saved known) {
        return same(place, known, open(connection, place));
    }

    /**
     * The Rollout that is open now, provided it is the one that was seen before.
     *
     * @throws PaasException {@code E_SUPERSEDED}
     */
    static Saved same(Place place, Saved known, Saved now) {
        if (now.rollout().attempt() != known.rollout().attempt()) {
            throw Failures.superseded(place, known.rollout(), now.rollout());
        }
        return now;
    }

    private KeptReleases releases() {
        return new KeptReleases(connection.releases(), place);
    }

    /**
     * The Rollout that is under way.
     *
     * @throws PaasException {@code E_NO_ROLLOUT}
     */
    static Saved open(Connection connection, Place place) {
        return connection
                .rollouts()
                .load(place.ref())
                .filter(TurnBack::isOpen)
                .orElseThrow(() -> Failures.noneOpen(connection, place));
    }

    static boolean isPossible(Saved open, Instant now) {
        return !RolloutMachine.aborted(open.rollout(), now).equals(open.rollout());
    }

    static boolean isOpen(Saved saved) {
        return saved.rollout().step().open();
    }
}
