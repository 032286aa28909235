package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.Optional;

/**
 * Hears what a person writes into a Rollout's record while somebody else works on it: an abort. It is the one thing that is
 * written without the lock, because whoever aborts cannot wait for it; the version fences it like any other write.
 */
final class PersonsWord implements AutoCloseable {
    private final RolloutStore store;
    private final AppRef ref;
    private final Cluster.Watch watch;
    private volatile Optional<Saved> newest = Optional.empty();

    private PersonsWord(RolloutStore store, AppRef ref, Mailbox mail) {
        this.store = store;
        this.ref = ref;
        this.watch = store.watch(ref, saved -> {
            newest = Optional.of(saved);
            if (turnsBack(saved)) {
                mail.nudge();
            }
        });
    }

    static PersonsWord listen(RolloutStore store, Rollout about, Mailbox mail) {
        return new PersonsWord(store, about.ref(), mail);
    }

    /** A word that was said after this was saved. */
    Optional<Saved> newerThan(Saved ours) {
        return newest.filter(saved -> isWord(saved, ours));
    }

    /** The same by asking, for when a save of ours was refused. */
    Optional<Saved> heard(Saved ours) {
        return store.load(ref).filter(saved -> isWord(saved, ours));
    }

    /** A Rollout that turns back never goes forward again, so what we hear cannot be older than what we know. */
    private static boolean isWord(Saved saved, Saved ours) {
        return turnsBack(saved)
                && saved.rollout().attempt() == ours.rollout().attempt()
                && ours.rollout().step().open()
                && !turnsBack(ours)
                && ours.rollout().step() != Rollout.Step.RETURNING;
    }

    private static boolean turnsBack(Saved saved) {
        return saved.rollout().step() == Rollout.Step.TURNING_BACK
                || saved.rollout().step() == Rollout.Step.RESTORING;
    }

    @Override
    public void close() {
        watch.close();
    }
}
