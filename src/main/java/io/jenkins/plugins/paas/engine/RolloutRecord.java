package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.Optional;

/** The state of the Rollout that we run, as it is and as it is saved. */
final class RolloutRecord {
    private final Workplace at;
    private Saved saved;
    private Rollout present;

    /** Goes on from what is saved. */
    RolloutRecord(Workplace at, Saved saved) {
        this.at = at;
        this.saved = saved;
        this.present = saved.rollout();
    }

    Rollout rollout() {
        return present;
    }

    /** Remembers a state that nobody else needs: whoever takes over counts progress anew, from his own start. */
    void remember(Rollout next) {
        present = next;
    }

    Saved saved() {
        return saved;
    }

    /**
     * Saves the next state.
     *
     * @throws PaasException {@code E_FENCED} when somebody else saved in between
     */
    void save(Rollout next) throws InterruptedException {
        boolean[] tried = {false};
        saved = at.reach(() -> {
            at.requireLock();
            try {
                return at.connection().rollouts().save(next, Optional.of(saved));
            } catch (PaasException e) {
                if (tried[0] && e.code().equals("E_FENCED")) {
                    return ownWrite(next).orElseThrow(() -> e);
                }
                tried[0] = true;
                throw e;
            }
        });
        present = next;
    }

    /** A write whose answer was lost with the connection is found again here, and is no conflict. */
    private Optional<Saved> ownWrite(Rollout next) {
        return at.connection()
                .rollouts()
                .load(at.place().ref())
                .filter(there -> there.rollout().equals(next));
    }
}
