package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.List;
import java.util.Optional;

/** Ends a freeze, a pin or a preview that no open Rollout explains, so that the workload is native again. */
public final class Mend {
    private final Ports ports;
    private final Session session;

    Mend(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What is held back.
     *
     * @param what one sentence each; empty when nothing is
     * @param release the Release in the workload's template, which runs once it is ended
     */
    public record Held(List<String> what, Optional<Long> release) {
        public Held {
            what = List.copyOf(what);
        }
    }

    /** Looks what is to be ended; changes nothing. */
    public Held look(Place place) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            return held(connection, place);
        }
    }

    /**
     * Ends it, with the lock in our hands; what was found is recorded first. Doing it again changes nothing.
     *
     * @return what was ended; empty when there was nothing, or a Rollout that was started meanwhile explains it
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_LOCKED}, {@code E_FORBIDDEN}, {@code E_LOCK_LOST}
     */
    public List<String> run(Place place) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            return run(connection, place, session.actor(connection.whoAmI()), session);
        }
    }

    static List<String> run(Connection connection, Place place, Actor actor, Session session) {
        // Who has nothing to end needs no lock.
        if (held(connection, place).what().isEmpty()) {
            return List.of();
        }
        try (Workplace at = Workplace.take(connection, place, actor, session)) {
            // Whoever held the lock until now may have ended it, or have begun something that needs it.
            Held there = held(connection, place);
            if (!there.what().isEmpty()) {
                new Mending(at).end(connection.cluster().observe(place.ref()));
            }
            return there.what();
        }
    }

    private static Held held(Connection connection, Place place) {
        Observation seen = connection.cluster().observe(place.ref());
        Optional<Rollout> newest = connection.rollouts().load(place.ref()).map(Saved::rollout);
        return new Held(HeldBack.unexplained(place.ref().app(), seen, newest), Running.number(seen));
    }
}
