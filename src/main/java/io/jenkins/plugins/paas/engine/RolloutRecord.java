package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.Optional;

/** The saved state of the Rollout that we run. */
final class RolloutRecord {
    private final Workplace at;
    private Saved saved;

    /** Goes on from what is saved. */
    RolloutRecord(Workplace at, Saved saved) {
        this.at = at;
        this.saved = saved;
    }

    Rollout rollout() {
        return saved.rollout();
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
    }

    /** A write whose answer was lost with the connection is found again here, and is no conflict. */
    private Optional<Saved> ownWrite(Rollout next) {
        return at.connection()
                .rollouts()
                .load(at.place().ref())
                .filter(there -> there.rollout().equals(next));
    }
}
