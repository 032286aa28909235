package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a command does once it gave the lock back at a gate: it leaves, or it stays to the end of the Rollout. */
record Staying(Connection connection, Place place, Actor actor, Session session, Mailbox mail, Instant began) {
    /**
     * Stays if that is wanted.
     *
     * @param delivery where the command has come to
     */
    Delivery after(Delivery delivery, boolean stay) {
        boolean atGate = delivery.outcome() == Outcome.WAITING
                && delivery.rollout().filter(it -> it.step().isGate()).isPresent();
        Optional<Saved> newest = stay && atGate ? connection.rollouts().load(place.ref()) : Optional.empty();
        if (newest.isEmpty()) {
            return delivery;
        }
        Rollout end = new Bystander(connection, place, actor, session, mail, newest.get(), any -> false).stay();
        KeptReleases kept = new KeptReleases(connection.releases(), place);
        return Delivery.of(
                end,
                kept.find(end.release()),
                Optional.empty(),
                delivery.changed(),
                delivery.plan(),
                Duration.between(began, session.clock().instant()));
    }
}
