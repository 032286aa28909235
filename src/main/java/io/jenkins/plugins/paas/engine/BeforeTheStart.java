package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Preflight.Quota;
import java.util.List;
import java.util.Optional;

/** What is looked at before a Rollout starts, while nothing is changed: what is held back, and whether a second set fits. */
final class BeforeTheStart {
    private final Connection connection;
    private final Session session;
    private final Target target;
    private final Strategy strategy;

    BeforeTheStart(Connection connection, Session session, Target target, Strategy strategy) {
        this.connection = connection;
        this.session = session;
        this.target = target;
        this.strategy = strategy;
    }

    /**
     * Looks.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_ROOM}, and what {@link BeforeAGate#look} throws
     */
    void look(Release release, Optional<Release> before, Observation seen, boolean changed) {
        HeldBack.warn(session, target.ref().app(), seen);
        if (changed && strategy != Strategy.ROLLING && seen.workload().isPresent()) {
            new BeforeAGate(connection, target, strategy).look(release, before, seen);
        }
        boolean doubles = strategy == Strategy.CANARY && changed && !seen.pods().isEmpty();
        if (doubles) {
            requireRoom(seen);
        }
        if (changed && !seen.pods().isEmpty()) {
            new RoomCheck(connection, session, target, strategy).require(release, seen);
        }
    }

    private void requireRoom(Observation seen) {
        List<String> lacking = new QuotaArithmetic(target.run(), seen).tooLittle(quotas());
        if (!lacking.isEmpty()) {
            throw Failures.invalid(
                    "E_NO_ROOM",
                    "a canary doubles the pods, and that does not fit: " + String.join("; ", lacking),
                    "ask for a larger quota, or use 'strategy: manual' for cluster "
                            + target.cluster().name() + ", which needs one pod more");
        }
    }

    /** Who may not see quotas is not refused for it; the API server counts anyway. */
    private List<Quota> quotas() {
        try {
            return connection.preflight().quotas(target.namespace());
        } catch (PaasException e) {
            if (!e.code().equals("E_FORBIDDEN")) {
                throw e;
            }
            return List.of();
        }
    }
}
