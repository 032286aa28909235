package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows how an App does in a cluster. */
public final class ShowStatus {
    private final Ports ports;
    private final Session session;

    ShowStatus(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * How an App does.
     *
     * @param place the App in its cluster
     * @param at when this was seen
     * @param running the Release whose number the workload carries, when it is kept
     * @param rollout its newest Rollout, open or not
     * @param traffic how requests are shared among Releases, in percent; empty without a Service
     * @param notes what is held back although no open Rollout says why
     * @param seen workload, pods and events; events oldest first
     * @param diagnosis why pods are not ready, when it can be told
     */
    public record Status(
            Place place,
            Instant at,
            Optional<ReleaseStore.Entry> running,
            Optional<Rollout> rollout,
            Map<Long, Integer> traffic,
            List<String> notes,
            Observation seen,
            Optional<Diagnosis> diagnosis) {
        /** The same as events, for programs that listen to those. */
        public List<Event> events() {
            List<Event> events = new ArrayList<>();
            rollout.ifPresentOrElse(
                    newest -> {
                        events.add(new Event.Seen(newest, seen));
                        diagnosis.ifPresent(found -> events.add(new Event.Diagnosed(newest, found)));
                    },
                    () -> events.add(new Event.Noted("no rollout of " + place + " is on record")));
            return events;
        }
    }

    /** Looks; changes nothing. */
    public Status run(Place place) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            return Together.both(
                    () -> connection.cluster().observe(place.ref()),
                    () -> new Records(
                            connection.releases().list(place.ref()),
                            connection.rollouts().load(place.ref()).map(Saved::rollout)),
                    (seen, records) -> status(place, seen, records));
        }
    }

    /**
     * Follows an open Rollout until it is closed or the thread is interrupted; what happens is told as events. Changes
     * nothing.
     *
     * @return whether there was one to follow
     */
    public boolean follow(Place place) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            Optional<Saved> open = connection.rollouts().load(place.ref()).filter(TurnBack::isOpen);
            if (open.isEmpty()) {
                return false;
            }
            try (Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
                session.events().emit(new Event.Stepped(open.get().rollout()));
                Actor nobody = session.onlooker(connection.whoAmI());
                Bystander.onlooker(connection, place, nobody, session, mail, open.get())
                        .stay();
                return true;
            }
        }
    }

    private record Records(List<ReleaseStore.Entry> releases, Optional<Rollout> rollout) {}

    private Status status(Place place, Observation seen, Records records) {
        Instant now = session.clock().instant();
        Optional<Long> number = Running.number(seen);
        return new Status(
                place,
                now,
                number.flatMap(running -> records.releases().stream()
                        .filter(entry -> entry.number() == running)
                        .findFirst()),
                records.rollout(),
                TrafficShare.of(place.ref().app(), seen),
                HeldBack.unexplained(place.ref().app(), seen, records.rollout()),
                seen,
                records.rollout().flatMap(rollout -> reason(rollout, seen, now)));
    }

    private static Optional<Diagnosis> reason(Rollout rollout, Observation seen, Instant now) {
        return RolloutMachine.changedByOthers(rollout, seen, now)
                .or(() -> Running.number(seen).flatMap(running -> reason(rollout, running, seen, now)));
    }

    private static Optional<Diagnosis> reason(Rollout rollout, long running, Observation seen, Instant now) {
        // Old pods that still serve count as ready, too; only when none is left is the Release complete.
        boolean complete = seen.workload()
                .filter(workload -> workload.ready() >= workload.desired()
                        && workload.updated() >= workload.desired()
                        && workload.total() == workload.updated())
                .isPresent();
        return complete
                ? Optional.empty()
                : Diagnoses.judge(rollout, running, seen, now).explanation();
    }
}
