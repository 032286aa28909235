package io.jenkins.plugins.paas.engine;

import java.time.Duration;
import java.util.Optional;

/** Brings an earlier Release back, image and config together. */
public final class Rollback {
    Rollback(Ports ports, Session session) {}

    /**
     * What to go back to.
     *
     * @param place the App in its cluster
     * @param to the Release's number; nothing takes the last good one before the one that runs
     * @param dryRun change nothing; say what would be done
     * @param timeout in place of that of the Rollout before
     */
    public record Request(Place place, Optional<Long> to, boolean dryRun, Optional<Duration> timeout) {}

    /**
     * Goes back.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_RELEASE} (nothing to go back to, or no such Release,
     *     with those there are), {@code E_CONFIG_GONE} (its Config version was deleted), and what {@link Deploy} throws
     */
    public Delivery run(Request request) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
