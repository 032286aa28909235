package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.Decision;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stays at a gate without the lock, so that anybody can promote or abort: follows what others do with the Rollout, and steps
 * in when something is due or when they went away.
 */
final class Bystander {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Longer than the lock shows no sign of life of somebody who lives. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** Who found the lock taken lets its holder work for a while. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Connection connection;
    private final Place place;
    private final Actor actor;
    private final Session session;
    private final Mailbox mail;
    private final OldPods oldPods;
    private final Predicate<Rollout> enough;

    private Saved newest;
    private boolean stepsIn = true;
    private Optional<Observation> seen = Optional.empty();
    private Instant heardAt;
    private Instant triedAt = Instant.MIN;

    /**
     * One who stays.
     *
     * @param from the Rollout as it was saved last
     * @param enough which open state to leave at; nothing stays to the end
     */
    Bystander(
            Connection connection,
            Place place,
            Actor actor,
            Session session,
            Mailbox mail,
            Saved from,
            Predicate<Rollout> enough) {
        this.connection = connection;
        this.place = place;
        this.actor = actor;
        this.session = session;
        this.mail = mail;
        this.newest = from;
        this.oldPods = new OldPods(session);
        this.enough = enough;
        this.heardAt = session.clock().instant();
    }

    /** One who stays to the end and does not wait for silence: where nobody is at work, he is at once. */
    static Bystander impatient(
            Connection connection, Place place, Actor actor, Session session, Mailbox mail, Saved from) {
        Bystander one = new Bystander(connection, place, actor, session, mail, from, any -> false);
        one.heardAt = one.heardAt.minus(SILENCE);
        return one;
    }

    /** One who only looks, and never steps in. */
    static Bystander onlooker(
            Connection connection, Place place, Actor actor, Session session, Mailbox mail, Saved from) {
        Bystander one = new Bystander(connection, place, actor, session, mail, from, any -> false);
        one.stepsIn = false;
        return one;
    }

    /** Stays until the Rollout is closed or has come far enough. */
    Rollout stay() {
        Records records = new Records();
        Cluster.Watch watch = connection.rollouts().watch(place.ref(), saved -> {
            records.put(saved);
            mail.nudge();
        });
        try {
            while (newest.rollout().step().open() && !enough.test(newest.rollout())) {
                look(records);
            }
            return newest.rollout();
        } catch (InterruptedException e) {
            throw Failures.leftOpen(place, e);
        } catch (PaasException e) {
            throw Failures.orLeftOpen(place, e);
        } finally {
            watch.close();
        }
    }

    private void look(Records records) throws InterruptedException {
        Optional<Observation> news = mail.take(session.waiting(), LOOK);
        records.take().ifPresent(this::hear);
        news.ifPresent(what -> {
            seen = news;
            session.events().emit(new Event.Seen(newest.rollout(), what));
        });
        seen.ifPresent(what -> oldPods.look(newest.rollout(), what));
        if (stepsIn && newest.rollout().step().open() && somethingIsDue() && mayTry()) {
            stepIn();
        }
    }

    private void hear(Saved saved) {
        if (!isNewer(saved, newest)) {
            return;
        }
        Rollout before = newest.rollout();
        boolean another = saved.rollout().attempt() != before.attempt();
        // Whoever only looks goes on with what took its place.
        if (another && stepsIn) {
            throw Failures.superseded(place, before, saved.rollout());
        }
        newest = saved;
        heardAt = now();
        Consents.since(before, saved.rollout()).forEach(session.events()::emit);
        if (another || saved.rollout().step() != before.step()) {
            session.events().emit(new Event.Stepped(saved.rollout()));
            if (saved.rollout().step().isGate()) {
                seen.ifPresent(what -> session.events()
                        .emit(new Event.AtGate(new GateLook(connection, new KeptReleases(connection.releases(), place))
                                .at(saved.rollout(), what, now()))));
            }
        }
    }

    /** A watch may tell late what we have asked for meanwhile; versions of one cluster count up. */
    private static boolean isNewer(Saved saved, Saved known) {
        try {
            return Long.parseLong(saved.version()) > Long.parseLong(known.version());
        } catch (NumberFormatException e) {
            return !saved.version().equals(known.version());
        }
    }

    /** At a gate the machine itself says whether there is something to do; elsewhere somebody is at work, if he lives. */
    private boolean somethingIsDue() {
        Rollout rollout = newest.rollout();
        if (!rollout.step().isGate()) {
            return Duration.between(heardAt, now()).compareTo(SILENCE) >= 0;
        }
        return seen.filter(what -> {
                    Decision decision = RolloutMachine.decide(rollout, what, now());
                    return decision.next().step() != rollout.step()
                            || !decision.next().diagnosis().equals(rollout.diagnosis())
                            || !decision.effects().isEmpty();
                })
                .isPresent();
    }

    private boolean mayTry() {
        return triedAt.equals(Instant.MIN) || Duration.between(triedAt, now()).compareTo(BETWEEN_TRIES) >= 0;
    }

    private void stepIn() {
        triedAt = now();
        Optional<Saved> fresh = connection.rollouts().load(place.ref());
        if (fresh.filter(saved -> saved.version().equals(newest.version())).isEmpty()) {
            // Somebody did it already; the watch is only about to tell.
            return;
        }
        try (Workplace at = Workplace.take(connection, place, actor, session)) {
            seen.ifPresent(mail::putBack);
            goOn(at);
        } catch (PaasException e) {
            if (!e.code().equals("E_LOCKED")) {
                throw e;
            }
            heardAt = now();
        }
    }

    private void goOn(Workplace at) {
        Saved there = connection.rollouts().load(place.ref()).orElse(newest);
        hear(there);
        if (there.rollout().step().open()) {
            KeptReleases kept = new KeptReleases(connection.releases(), place);
            Delivering delivering = new Delivering(at, mail, kept, now(), Leaving.AT_GATES);
            delivering.resume(there);
            newest = connection.rollouts().load(place.ref()).orElse(there);
        }
    }

    private Instant now() {
        return session.clock().instant();
    }

    /** Hands the newest record from the watch's thread to ours. */
    private static final class Records {
        private Optional<Saved> last = Optional.empty();

        synchronized void put(Saved saved) {
            last = Optional.of(saved);
        }

        synchronized Optional<Saved> take() {
            Optional<Saved> taken = last;
            last = Optional.empty();
            return taken;
        }
    }
}
