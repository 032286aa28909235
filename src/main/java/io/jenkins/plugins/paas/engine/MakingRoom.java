package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Instant;
import java.util.Optional;

/** What happens to an open Rollout when another one is to start. */
final class MakingRoom {
    private final Workplace at;
    private final Mailbox mail;
    private final Instant began;

    MakingRoom(Workplace at, Mailbox mail, Instant began) {
        this.at = at;
        this.mail = mail;
        this.began = began;
    }

    /**
     * A Rollout that its process left open comes to its own end first, so that its Release gets its verdict; one at a gate
     * stays there, or is turned back where that is wanted.
     *
     * @return the newest Rollout, which is closed
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_AT_GATE}, {@code E_NOT_APPROVED}, {@code
     *     E_APPROVALS_MISSING}
     */
    Optional<Saved> forAnother(Deploy.AtGate wanted) {
        Optional<Saved> newest = newest();
        if (newest.filter(TurnBack::isOpen).isEmpty()) {
            return newest;
        }
        Saved open = newest.get();
        if (!open.rollout().step().isGate()) {
            at.emit(new Event.Warned(
                    "W_ROLLOUT_LEFT_OPEN",
                    "the rollout of release " + open.rollout().release()
                            + " was left open by its process; it comes to its end first"));
        }
        // What is too far to be turned back is at its end soon: its gate is behind it.
        if (!wanted.supersede()
                || !TurnBack.isPossible(open, at.session().clock().instant())) {
            goOn(open);
        }
        Optional<Saved> there = newest();
        if (there.filter(TurnBack::isOpen).isPresent()) {
            if (!wanted.supersede()) {
                throw Failures.atGate(at.place(), there.get().rollout());
            }
            turnBack(agreed(there.get()));
        }
        return newest();
    }

    private void goOn(Saved open) {
        KeptReleases kept = new KeptReleases(at.connection().releases(), at.place());
        new Delivering(at, mail, kept, began, Leaving.AT_GATES).resume(open);
    }

    /** Whoever takes the place of what others wait for needs the same approvals as if he let that go on. */
    private Saved agreed(Saved open) {
        Rollout rollout = open.rollout();
        if (!rollout.step().isGate() || Approving.isOwn(rollout, at.actor())) {
            return open;
        }
        try {
            KeptReleases kept = new KeptReleases(at.connection().releases(), at.place());
            Approving.Heard heard = new Approving(at, kept).hear(rollout, new Move.Supersede());
            Saved saved = heard.rollout().equals(rollout)
                    ? open
                    : at.connection().rollouts().save(heard.rollout(), Optional.of(open));
            if (!heard.enough()) {
                throw NotApproved.moreNeeded(at.place(), heard.rollout());
            }
            return saved;
        } catch (InterruptedException e) {
            throw Failures.leftOpen(at.place(), e);
        }
    }

    private void turnBack(Saved open) {
        at.emit(new Event.Warned(
                "W_SUPERSEDED",
                "the rollout of release " + open.rollout().release() + " is turned back to make room for another"));
        new TurnBack(at.connection(), at.place(), at.actor(), at.session(), mail, "superseded")
                .holding(at, open, began);
    }

    private Optional<Saved> newest() {
        return at.connection().rollouts().load(at.place().ref());
    }
}
