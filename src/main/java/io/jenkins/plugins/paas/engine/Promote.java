package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Approving.Heard;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Confirms at a gate: one more pod, some, or all that is left. */
public final class Promote {
    private final Ports ports;
    private final Session session;

    Promote(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to confirm.
     *
     * @param place the App in its cluster
     * @param grant what is allowed
     * @param stay whether to stay at the gates that follow
     * @param leaveAtHold whether to leave while a canary keeps its old pods, for somebody else to finish
     * @param breakGlass why it goes on without the persons that are asked for; nothing where they are asked
     */
    public record Request(Place place, Grant grant, boolean stay, boolean leaveAtHold, Optional<String> breakGlass) {
        /** With the persons that are asked for. */
        public Request(Place place, Grant grant, boolean stay, boolean leaveAtHold) {
            this(place, grant, stay, leaveAtHold, Optional.empty());
        }
    }

    /**
     * Confirms and goes on to the next gate or the end; where more persons must agree, records that one did, and waits.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_ROLLOUT}, {@code E_NOT_AT_GATE}, {@code E_LOCKED}, {@code
     *     E_NOT_APPROVED}, {@code E_BREAK_GLASS}, with nothing changed; and in the middle what {@link Deploy} throws
     */
    public Delivery run(Request request) {
        Instant began = session.clock().instant();
        Place place = request.place();
        try (Connection connection = ports.clusters().connect(place.cluster());
                Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
            Actor actor = session.actor(connection.whoAmI());
            Saved seen = atGate(connection, place);
            Delivery delivery;
            try (Workplace at = Workplace.take(connection, place, actor, session)) {
                KeptReleases kept = new KeptReleases(connection.releases(), place);
                // Whoever held the lock until now may have done the same, or have brought another Release to a gate.
                Saved open = TurnBack.same(place, seen, atGate(connection, place));
                delivery = new Delivering(at, mail, kept, began, Leaving.when(request.leaveAtHold()))
                        .decide(open, rollout -> promoted(at, kept, rollout, request));
            }
            return new Staying(connection, place, actor, session, mail, began).after(delivery, request.stay());
        }
    }

    private static Saved atGate(Connection connection, Place place) {
        Saved open = TurnBack.open(connection, place);
        if (!open.rollout().step().isGate()) {
            throw Failures.notAtGate(place, open.rollout());
        }
        return open;
    }

    private Rollout promoted(Workplace at, KeptReleases kept, Rollout rollout, Request request)
            throws InterruptedException {
        Grant grant = request.grant();
        if (!rollout.step().isGate()) {
            // What was due has brought it on already.
            return rollout;
        }
        Instant now = session.clock().instant();
        if (RolloutMachine.promoted(rollout, grant, now).equals(rollout)) {
            at.reach(() -> at.trail()
                    .add(Action.REFUSED, Optional.of(rollout.release()), "not promoted", details(rollout, grant)));
            throw Failures.notPromoted(at.place(), rollout);
        }
        Heard heard = heard(new Approving(at, kept), rollout, request);
        if (!heard.enough()) {
            return heard.rollout();
        }
        at.reach(() ->
                at.trail().add(Action.PROMOTED, Optional.of(rollout.release()), "promoted", details(rollout, grant)));
        // The last approval and the move are one state: a gate that is approved and not left does not exist.
        return RolloutMachine.promoted(heard.rollout(), grant, now);
    }

    private static Heard heard(Approving approving, Rollout rollout, Request request) throws InterruptedException {
        Move move = new Move.Promote(request.grant());
        return request.breakGlass().isPresent() && approving.isAsked(rollout)
                ? new Heard(
                        approving.breakGlass(rollout, move, request.breakGlass().get()), true)
                : approving.hear(rollout, move);
    }

    private static Map<String, String> details(Rollout rollout, Grant grant) {
        Map<String, String> details = new TreeMap<>(RolloutDetails.of(rollout));
        details.put("grant", new Move.Promote(grant).words());
        return details;
    }
}
