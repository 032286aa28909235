package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     */
    public record Request(Place place, Grant grant, boolean stay, boolean leaveAtHold) {}

    /**
     * Confirms and goes on to the next gate or the end.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_ROLLOUT}, {@code E_NOT_AT_GATE}, {@code E_LOCKED}, with
     *     nothing changed; and in the middle what {@link Deploy} throws
     */
    public Delivery run(Request request) {
        Instant began = session.clock().instant();
        Place place = request.place();
        try (Connection connection = ports.clusters().connect(place.cluster());
                Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
            Actor actor = new Actor(connection.whoAmI(), session.claim());
            atGate(connection, place);
            Delivery delivery;
            try (Workplace at = Workplace.take(connection, place, actor, session)) {
                KeptReleases kept = new KeptReleases(connection.releases(), place);
                // Whoever held the lock until now may have done the same.
                Saved open = atGate(connection, place);
                delivery = new Delivering(at, mail, kept, began, waits(request))
                        .decide(open, rollout -> promoted(at, rollout, request.grant()));
            }
            return new Staying(connection, place, actor, session, mail, began).after(delivery, request.stay());
        }
    }

    private static Saved atGate(Connection connection, Place place) {
        Saved open = connection
                .rollouts()
                .load(place.ref())
                .filter(TurnBack::isOpen)
                .orElseThrow(() -> Failures.noneOpen(place));
        if (open.rollout().step() != Step.AT_GATE) {
            throw Failures.notAtGate(place, open.rollout());
        }
        return open;
    }

    private static Set<Step> waits(Request request) {
        return request.leaveAtHold() ? EnumSet.of(Step.AT_GATE, Step.HOLDING) : EnumSet.of(Step.AT_GATE);
    }

    private Rollout promoted(Workplace at, Rollout rollout, Grant grant) throws InterruptedException {
        if (rollout.step() != Step.AT_GATE) {
            // What was due has brought it on already.
            return rollout;
        }
        Rollout next = RolloutMachine.promoted(rollout, grant, session.clock().instant());
        if (next.equals(rollout)) {
            at.reach(() -> at.trail()
                    .add(Action.REFUSED, Optional.of(rollout.release()), "not promoted", details(rollout, grant)));
            throw Failures.notPromoted(at.place(), rollout);
        }
        at.reach(() ->
                at.trail().add(Action.PROMOTED, Optional.of(rollout.release()), "promoted", details(rollout, grant)));
        return next;
    }

    private static Map<String, String> details(Rollout rollout, Grant grant) {
        Map<String, String> details = new TreeMap<>(RolloutDetails.of(rollout));
        details.put("grant", words(grant));
        return details;
    }

    private static String words(Grant grant) {
        if (grant instanceof Grant.More more) {
            return more.count() + " more";
        }
        return grant instanceof Grant.Share share ? "to " + share.percent() + " %" : "all";
    }
}
