package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.Decision;
import io.jenkins.plugins.paas.rollout.Effect;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs a Rollout to its end or to a step where it waits: takes the newest observation, lets the machine decide, saves what
 * it decided, and only then acts. One thread does all of it.
 */
final class RolloutRunner {
    /** How often we look whether the lock is still ours while nothing happens. */
    private static final Duration LOCK_CHECK = Duration.ofSeconds(1);

    /** Where nothing changes it is told again how things are: whoever waits wants to know for what, and that we live. */
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(30);

    private final Workplace at;
    private final Mailbox mail;
    private final KeptReleases releases;
    private final Deeds deeds;
    private final Ending ending;
    private final boolean resumed;
    private final Leaving leaving;

    private RolloutRecord record;
    private Optional<Observation> seen = Optional.empty();
    /** What came and did not show yet what we wrote last; if nothing else comes, it is all there is to see. */
    private Optional<Observation> held = Optional.empty();

    private Optional<Instant> wakeAt = Optional.empty();
    private Instant toldAt = Instant.MIN;
    private Optional<Observation> waitsWith = Optional.empty();
    /** Whether the state changed by other ways than a decision, so that one is due without anything new to see. */
    private boolean undecided;
    /** Whether the next state is a person's decision, which is on record already. */
    private boolean decided;

    /**
     * A runner.
     *
     * @param start the state to go on from
     * @param resumed whether an earlier process may have begun, so that what must be done once is looked for first
     * @param leaving where to leave once nothing is left to do there
     */
    RolloutRunner(Workplace at, Mailbox mail, KeptReleases releases, Saved start, boolean resumed, Leaving leaving) {
        this.at = at;
        this.mail = mail;
        this.releases = releases;
        this.record = new RolloutRecord(at, start);
        this.deeds = new Deeds(at, releases);
        this.ending = new Ending(at, releases, resumed);
        this.resumed = resumed;
        this.leaving = leaving;
    }

    /**
     * Runs to the end, or to where it waits.
     *
     * @throws PaasException {@code E_FENCED}, {@code E_LOCK_LOST}, {@code E_LEFT}; the Rollout stays open then
     */
    Rollout run() {
        waitsWith = Optional.empty();
        try (PersonsWord word = PersonsWord.listen(at.connection().rollouts(), record.rollout(), mail)) {
            while (record.rollout().step().open() && waitsWith.isEmpty()) {
                look(word);
            }
            return record.rollout();
        } catch (InterruptedException e) {
            throw Failures.leftOpen(at.place(), e);
        } finally {
            // Whoever goes on from here must not wait for a change to learn how things are.
            seen.ifPresent(mail::putBack);
        }
    }

    /** What a person is to look at, when {@link #run} left at a step that waits. */
    Optional<Gate> gate() {
        return waitsWith.map(what -> new GateLook(at.connection(), releases).at(record.rollout(), what, now()));
    }

    /** Saves what a person decided; {@link #run} then goes on from there. */
    void decided(Rollout next) throws InterruptedException {
        decided = true;
        come(next);
        decided = false;
        undecided = true;
    }

    private void look(PersonsWord word) throws InterruptedException {
        at.requireLock();
        Optional<Observation> news = news();
        if (news.isPresent()) {
            seen = news;
        }
        if (news.isPresent() || Duration.between(toldAt, now()).compareTo(TOLD_AGAIN) >= 0) {
            seen.ifPresent(this::tell);
        }
        Optional<Saved> spoken = word.newerThan(record.saved());
        if (spoken.isPresent()) {
            goOnFrom(spoken.get());
        } else if (seen.isEmpty() || (news.isEmpty() && !undecided && !timeToWake())) {
            return;
        }
        if (seen.isPresent()) {
            decide(seen.get(), word);
        }
    }

    private void tell(Observation what) {
        toldAt = now();
        at.emit(new Event.Seen(record.rollout(), what));
    }

    private Optional<Observation> news() throws InterruptedException {
        Optional<Observation> newest =
                mail.take(at.session().waiting(), patience()).or(() -> held);
        Optional<Observation> shown = newest.filter(deeds::shows);
        held = shown.isPresent() ? Optional.empty() : newest;
        return shown;
    }

    private void goOnFrom(Saved spoken) {
        record = new RolloutRecord(at, spoken);
        undecided = true;
        at.emit(new Event.Stepped(spoken.rollout()));
    }

    private Duration patience() {
        return wakeAt.map(until -> Duration.between(now(), until))
                .filter(wait -> wait.compareTo(LOCK_CHECK) < 0)
                .orElse(LOCK_CHECK);
    }

    private boolean timeToWake() {
        return wakeAt.filter(until -> !now().isBefore(until)).isPresent();
    }

    /** Decides on one observation until it has no more to say. */
    private void decide(Observation what, PersonsWord word) throws InterruptedException {
        undecided = false;
        Step before;
        do {
            Rollout present = record.rollout();
            before = present.step();
            Decision decision = RolloutMachine.decide(present, what, now());
            wakeAt = decision.wakeAt();
            try {
                come(explained(decision.next(), what));
                for (Effect effect : decision.effects()) {
                    perform(effect);
                }
            } catch (PaasException e) {
                if (!e.code().equals("E_FENCED")) {
                    throw e;
                }
                // Whoever aborts does not wait for our lock: his word stands in the record, and we go on from it.
                goOnFrom(word.heard(record.saved()).orElseThrow(() -> e));
                return;
            }
            boolean stays = decision.effects().isEmpty() && record.rollout().step() == before;
            if (stays && leaving.at(record.rollout())) {
                waitsWith = Optional.of(what);
            }
            // What was observed before we wrote says nothing of what we wrote.
        } while (record.rollout().step().open() && record.rollout().step() != before && deeds.shows(what));
        if (!deeds.shows(what)) {
            held = Optional.of(what);
        }
    }

    private Rollout explained(Rollout next, Observation what) {
        Optional<Diagnosis> reason = next.diagnosis();
        if (reason.isEmpty() || record.rollout().diagnosis().isPresent()) {
            return next;
        }
        Diagnosis whole = new Evidence(at).complete(reason.get(), what);
        Rollout explained = next.because(whole);
        at.emit(new Event.Diagnosed(explained, whole));
        return explained;
    }

    /** Saves a state, with everything before it that must not be missing once it is saved. */
    private void come(Rollout next) throws InterruptedException {
        Rollout present = record.rollout();
        if (next.equals(present)) {
            return;
        }
        if (next.progressedFrom(present)) {
            record.remember(next);
            return;
        }
        boolean stepped = next.step() != present.step();
        if (stepped && present.step().isGate() && !decided) {
            new GateEnd(at).note(present, next);
        }
        Runnable tell = () -> at.emit(new Event.Stepped(next));
        if (stepped && !next.step().open()) {
            ending.of(next, tell, () -> record.save(next));
            return;
        }
        if (stepped && next.step() == Step.RESTORING) {
            noteRestoring(next);
        }
        record.save(next);
        if (stepped) {
            tell.run();
        }
    }

    private void noteRestoring(Rollout next) throws InterruptedException {
        if (!resumed || !at.reach(() -> at.trail().has(Action.RESTORE_STARTED, next.attempt()))) {
            at.reach(() ->
                    at.trail().add(Action.RESTORE_STARTED, next.fallback(), "restoring", RolloutDetails.of(next)));
        }
    }

    private void perform(Effect effect) throws InterruptedException {
        at.requireLock();
        if (!(effect instanceof Effect.Apply apply)) {
            deeds.perform(effect, seen);
            return;
        }
        String template;
        try {
            template = deeds.apply(apply, seen);
        } catch (PaasException e) {
            refused(e);
            return;
        }
        come(RolloutMachine.applied(record.rollout(), template, now()));
    }

    /** The cluster took the dry run and refuses the real thing, as when a policy changed in between. */
    private void refused(PaasException failure) throws InterruptedException {
        Diagnosis reason = Refusal.diagnose(failure).orElseThrow(() -> failure);
        Rollout present = record.rollout();
        Rollout next = RolloutMachine.refused(present, reason, now());
        if (next.equals(present)) {
            throw failure;
        }
        if (present.diagnosis().isEmpty()) {
            at.emit(new Event.Diagnosed(next, reason));
        }
        come(next);
    }

    private Instant now() {
        return at.session().clock().instant();
    }
}
