package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Diagnosis;
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
 * Runs a Rollout to its end: takes the newest observation, lets the machine decide, saves what it decided, and only then
 * acts. One thread does all of it.
 */
final class RolloutRunner {
    /** How often we look whether the lock is still ours while nothing happens. */
    private static final Duration LOCK_CHECK = Duration.ofSeconds(1);

    private final Workplace at;
    private final Mailbox mail;
    private final RolloutRecord record;
    private final AppliedObjects objects;
    private final Ending ending;
    private final boolean resumed;

    private Optional<Observation> seen = Optional.empty();
    private Optional<Instant> wakeAt = Optional.empty();

    /**
     * A runner.
     *
     * @param start the state to go on from
     * @param resumed whether an earlier process may have begun, so that what must be done once is looked for first
     */
    RolloutRunner(Workplace at, Mailbox mail, KeptReleases releases, Saved start, boolean resumed) {
        this.at = at;
        this.mail = mail;
        this.record = new RolloutRecord(at, start);
        this.objects = new AppliedObjects(at, releases);
        this.ending = new Ending(at, releases, resumed);
        this.resumed = resumed;
    }

    /**
     * Runs to the end.
     *
     * @throws PaasException {@code E_FENCED}, {@code E_LOCK_LOST}, {@code E_LEFT}; the Rollout stays open then
     */
    Rollout run() {
        try {
            while (record.rollout().step().open()) {
                look();
            }
            return record.rollout();
        } catch (InterruptedException e) {
            throw Failures.leftOpen(at.place(), e);
        }
    }

    private void look() throws InterruptedException {
        at.requireLock();
        Optional<Observation> news =
                mail.take(at.session().waiting(), patience()).filter(objects::shows);
        if (news.isPresent()) {
            seen = news;
            at.emit(new Event.Seen(record.rollout(), news.get()));
        } else if (seen.isEmpty() || !timeToWake()) {
            return;
        }
        decide(seen.get());
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
    private void decide(Observation what) throws InterruptedException {
        Step before;
        do {
            before = record.rollout().step();
            Decision decision = RolloutMachine.decide(record.rollout(), what, now());
            wakeAt = decision.wakeAt();
            come(explained(decision.next(), what));
            for (Effect effect : decision.effects()) {
                perform(effect);
            }
            // What was observed before we wrote says nothing of what we wrote.
        } while (record.rollout().step().open() && record.rollout().step() != before && objects.shows(what));
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
        if (stepped && !next.step().open()) {
            ending.of(next);
        } else if (stepped && next.step() == Step.RESTORING) {
            noteRestoring(next);
        }
        record.save(next);
        if (stepped) {
            at.emit(new Event.Stepped(next));
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
        if (effect instanceof Effect.DeletePod delete) {
            at.reach(() -> at.connection().cluster().deletePod(at.place().ref(), delete.pod()));
        } else if (effect instanceof Effect.Apply apply) {
            try {
                objects.apply(apply.release(), seen);
            } catch (PaasException e) {
                refused(e);
                return;
            }
            come(RolloutMachine.applied(record.rollout(), now()));
        }
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
