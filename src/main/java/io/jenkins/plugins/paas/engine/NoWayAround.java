package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.port.Connection;
import java.util.Map;
import java.util.Optional;

/** Keeps whoever may not let a Release go on at its gate from bringing it in around the gate, by a rollback to it. */
record NoWayAround(Connection connection, Place place) {
    /**
     * Refuses a Release that never ran to the end of a Rollout, where persons are asked. That somebody tried is recorded.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NOT_APPROVED}
     */
    void requireLetThroughOnce(long number, Actor actor, Session session) {
        if (isBarred(number)) {
            new Trail(connection, place, actor, session)
                    .add(
                            Action.REFUSED,
                            Optional.of(number),
                            "not approved",
                            Map.of("move", "rollback", "reason", "it never ran to the end of its rollout"));
            throw NotApproved.neverLetThrough(place, number);
        }
    }

    /**
     * Refuses the same to whoever only asks what a rollback would do; nothing is recorded.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NOT_APPROVED}
     */
    void tellLetThroughOnce(long number) {
        if (isBarred(number)) {
            throw NotApproved.neverLetThrough(place, number);
        }
    }

    private boolean isBarred(long number) {
        if (!isAsked()) {
            return false;
        }
        KeptReleases kept = new KeptReleases(connection.releases(), place);
        return kept.entry(number).isPresent() && !kept.good(number);
    }

    private boolean isAsked() {
        return place.cluster().approval().isPresent()
                || connection
                        .rollouts()
                        .load(place.ref())
                        .flatMap(saved -> saved.rollout().consent())
                        .isPresent();
    }
}
