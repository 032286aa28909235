package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Instant;

/** Ends an open Rollout before its end: the Release before takes all requests again, the new pods go. */
public final class Abort {
    private final Ports ports;
    private final Session session;

    Abort(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to end.
     *
     * @param place the App in its cluster
     * @param why the reason, for the audit trail
     */
    public record Request(Place place, String why) {}

    /**
     * Ends it, at a gate or in the middle; whoever is at work on it turns back.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_ROLLOUT}, {@code E_NO_WAY_BACK}, with nothing changed;
     *     and in the middle what {@link Deploy} throws
     */
    public Delivery run(Request request) {
        Instant began = session.clock().instant();
        Place place = request.place();
        try (Connection connection = ports.clusters().connect(place.cluster());
                Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
            Actor actor = session.goingBack(connection.whoAmI());
            Saved open = TurnBack.open(connection, place);
            return new TurnBack(connection, place, actor, session, mail, request.why())
                    .anyhow(open, began)
                    .turnedBack();
        }
    }
}
