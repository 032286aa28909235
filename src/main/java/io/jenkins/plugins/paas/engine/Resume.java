package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Goes on with a Rollout whose process went away, on any machine, from its record alone. */
public final class Resume {
    private final Ports ports;
    private final Session session;

    Resume(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * Goes on; with nothing open it says so and is done.
     *
     * @param place the App in its cluster
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link Deploy} in the middle; {@code E_LOCKED}
     */
    public Delivery run(Place place) {
        Instant began = session.clock().instant();
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            Actor actor = new Actor(connection.whoAmI(), session.claim());
            Optional<Saved> seen = connection.rollouts().load(place.ref());
            if (!open(seen)) {
                return nothing(connection, place, seen, began);
            }
            try (Workplace at = Workplace.take(connection, place, actor, session)) {
                // Whoever held the lock until now may have brought it to its end.
                Optional<Saved> newest = connection.rollouts().load(place.ref());
                if (!open(newest)) {
                    return nothing(connection, place, newest, began);
                }
                try (Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
                    KeptReleases kept = new KeptReleases(connection.releases(), place);
                    return new Delivering(at, mail, kept, began).resume(newest.orElseThrow());
                }
            }
        }
    }

    private static boolean open(Optional<Saved> saved) {
        return saved.filter(it -> it.rollout().step().open()).isPresent();
    }

    private Delivery nothing(Connection connection, Place place, Optional<Saved> newest, Instant began) {
        session.events().emit(new Event.Noted("no rollout of " + place + " is open; there is nothing to go on with"));
        Optional<Rollout> rollout = newest.map(Saved::rollout);
        Optional<Long> runs = rollout.flatMap(Ending::runs);
        return new Delivery(
                Outcome.DONE,
                runs.or(() -> rollout.map(Rollout::release))
                        .flatMap(number -> connection.releases().find(place.ref(), number)),
                rollout,
                runs,
                false,
                List.of(),
                Duration.between(began, session.clock().instant()));
    }
}
