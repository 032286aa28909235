package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import java.time.Instant;
import java.util.Optional;

/**
 * What one judge found out.
 *
 * @param diagnosis the cause
 * @param settlesAt from when on it counts as a cause that will not heal; nothing while it may heal at any time
 */
record Finding(Diagnosis diagnosis, Optional<Instant> settlesAt) {
    /** It will not heal. */
    static final Optional<Instant> SETTLED = Optional.of(Instant.EPOCH);

    /** It may heal, however long it lasts. */
    static final Optional<Instant> MAY_HEAL = Optional.empty();

    /** Settled or not, by what is seen now. */
    static Optional<Instant> settledIf(boolean settled) {
        return settled ? SETTLED : MAY_HEAL;
    }

    /** The same, but settled no sooner than that. */
    Finding notBefore(Instant earliest) {
        return new Finding(diagnosis, settlesAt.map(at -> at.isBefore(earliest) ? earliest : at));
    }

    /** The same, but for explanation only. */
    Finding mayHeal() {
        return new Finding(diagnosis, MAY_HEAL);
    }

    boolean settled(Instant now) {
        return settlesAt.isPresent() && !now.isBefore(settlesAt.get());
    }
}
