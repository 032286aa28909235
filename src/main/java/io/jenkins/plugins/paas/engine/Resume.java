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
     * What to go on with.
     *
     * @param place the App in its cluster
     * @param stay whether to stay at gates
     * @param leaveAtHold whether to leave while a canary keeps its old pods
     */
    public record Request(Place place, boolean stay, boolean leaveAtHold) {}

    /**
     * Goes on; with nothing open it says so and is done. At a gate it does what is due.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link Deploy} in the middle; {@code E_LOCKED}
     */
    public Delivery run(Request request) {
        Place place = request.place();
        Instant began = session.clock().instant();
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            Actor actor = session.actor(connection.whoAmI());
            Optional<Saved> seen = connection.rollouts().load(place.ref());
            if (!open(seen)) {
                Mend.run(connection, place, actor, session);
                return nothing(connection, place, seen, began);
            }
            try (Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
                Delivery delivery = underLock(connection, actor, mail, request, began);
                return new Staying(connection, place, actor, session, mail, began).after(delivery, request.stay());
            }
        }
    }

    private Delivery underLock(Connection connection, Actor actor, Mailbox mail, Request request, Instant began) {
        Place place = request.place();
        try (Workplace at = Workplace.take(connection, place, actor, session)) {
            // Whoever held the lock until now may have brought it to its end.
            Optional<Saved> newest = connection.rollouts().load(place.ref());
            if (!open(newest)) {
                return nothing(connection, place, newest, began);
            }
            KeptReleases kept = new KeptReleases(connection.releases(), place);
            return new Delivering(at, mail, kept, began, Leaving.when(request.leaveAtHold()))
                    .resume(newest.orElseThrow());
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
                Optional.empty(),
                false,
                List.of(),
                Duration.between(began, session.clock().instant()));
    }
}
