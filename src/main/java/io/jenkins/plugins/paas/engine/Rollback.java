package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Delivering.Order;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings an earlier Release back, image and config together. */
public final class Rollback {
    /** Where no Rollout before says otherwise. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Ports ports;
    private final Session session;

    Rollback(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to go back to.
     *
     * @param place the App in its cluster
     * @param to the Release's number; nothing takes the good one that ran before the one that runs
     * @param dryRun change nothing; say what would be done
     * @param timeout in place of that of the Rollout before
     */
    public record Request(Place place, Optional<Long> to, boolean dryRun, Optional<Duration> timeout) {}

    /**
     * Goes back.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_RELEASE} (nothing to go back to, or no such Release,
     *     with those there are), {@code E_CONFIG_GONE} (its Config version was deleted), {@code E_NOT_APPROVED} (it never ran to
     *     its end, and persons are asked there), and what {@link Deploy} throws
     */
    public Delivery run(Request request) {
        Instant began = session.clock().instant();
        Place place = request.place();
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            Actor actor = session.goingBack(connection.whoAmI());
            return request.dryRun() ? preview(connection, request, began) : rollback(connection, request, actor, began);
        }
    }

    private Delivery rollback(Connection connection, Request request, Actor actor, Instant began) {
        Place place = request.place();
        try (Mailbox mail = new Mailbox(connection.cluster(), place.ref())) {
            NoWayAround barrier = new NoWayAround(connection, place);
            request.to().ifPresent(number -> barrier.requireLetThroughOnce(number, actor, session));
            Optional<Saved> waiting = turnable(connection, place);
            if (waiting.isPresent()) {
                Delivery back = new TurnBack(connection, place, actor, session, mail, "rollback")
                        .anyhow(waiting.get(), began)
                        .turnedBack();
                if (request.to().isEmpty() || request.to().equals(back.runs())) {
                    return back;
                }
            }
            return underLock(connection, request, actor, mail, began);
        }
    }

    private Delivery underLock(Connection connection, Request request, Actor actor, Mailbox mail, Instant began) {
        Place place = request.place();
        try (Workplace at = Workplace.take(connection, place, actor, session)) {
            if (unsettled(connection, place).isPresent()) {
                // Too far to be turned back; what is left of it takes seconds and leaves nothing frozen.
                new MakingRoom(at, mail, began).forAnother(Deploy.AtGate.LEAVE);
            }
            Optional<Saved> newest = connection.rollouts().load(place.ref());
            KeptReleases kept = new KeptReleases(connection.releases(), place);
            Observation seen = Running.seen(connection, mail, session, place.ref());
            Optional<Long> running = Running.number(seen);
            Release release = choose(connection, request, kept, running, newest);
            connection.cluster().check(place.ref().namespace(), release.objects());
            HeldBack.warn(session, place.ref().app(), seen);
            supersede(at, kept, newest);
            Order order = new Order(
                    Kind.ROLLBACK,
                    Strategy.ROLLING,
                    release,
                    !running.equals(Optional.of(release.number())),
                    kept.fallbackOf(release.number(), running),
                    policy(request, newest),
                    Changes.between(running.flatMap(kept::find), release),
                    Optional.empty());
            return new Delivering(at, mail, kept, began, Leaving.NOWHERE).start(order, newest);
        }
    }

    /**
     * An open Rollout that is to be ended and not replaced: it may have frozen, paused or pinned something, or waits for leave to
     * begin.
     */
    private static Optional<Saved> unsettled(Connection connection, Place place) {
        return connection
                .rollouts()
                .load(place.ref())
                .filter(TurnBack::isOpen)
                .filter(open -> open.rollout().strategy() != Strategy.ROLLING
                        || open.rollout().step().isGate());
    }

    private Optional<Saved> turnable(Connection connection, Place place) {
        return unsettled(connection, place)
                .filter(open -> TurnBack.isPossible(open, session.clock().instant()));
    }

    private Delivery preview(Connection connection, Request request, Instant began) {
        Place place = request.place();
        request.to().ifPresent(new NoWayAround(connection, place)::tellLetThroughOnce);
        KeptReleases kept = new KeptReleases(connection.releases(), place);
        Optional<Long> running = Running.number(connection.cluster().observe(place.ref()));
        Optional<Rollout> open = turnable(connection, place).map(Saved::rollout);
        open.ifPresent(rollout -> session.events()
                .emit(new Event.Noted("the rollout of release " + rollout.release() + " (" + Words.of(rollout.step())
                        + ") would be turned back")));
        Optional<Long> before = open.isPresent() ? before(open.get(), running) : running;
        boolean enough = open.isPresent() && request.to().or(() -> before).equals(before);
        Optional<Release> release =
                enough ? before.flatMap(kept::find) : Optional.of(brought(connection, request, kept, running));
        return new Delivery(
                Outcome.DONE,
                release,
                Optional.empty(),
                running,
                Optional.empty(),
                open.isPresent() || !running.equals(release.map(Release::number)),
                release.map(it -> Changes.between(running.flatMap(kept::find), it))
                        .orElse(List.of()),
                Duration.between(began, session.clock().instant()));
    }

    private Release brought(Connection connection, Request request, KeptReleases kept, Optional<Long> running) {
        Place place = request.place();
        Release release =
                choose(connection, request, kept, running, connection.rollouts().load(place.ref()));
        connection.cluster().check(place.ref().namespace(), release.objects());
        return release;
    }

    /** What would run once an open Rollout is turned back. */
    private static Optional<Long> before(Rollout open, Optional<Long> running) {
        return open.step() == Step.AT_START ? running : open.fallback();
    }

    private Release choose(
            Connection connection, Request request, KeptReleases kept, Optional<Long> running, Optional<Saved> newest) {
        Release release =
                kept.get(request.to().orElseGet(() -> goodBefore(connection, request, kept, running, newest)));
        if (!kept.good(release.number())) {
            session.events()
                    .emit(new Event.Warned(
                            "W_NEVER_GOOD",
                            "release " + release.number() + " never became ready in " + place(request)
                                    + "; it is gone back to because you name it"));
        }
        release.config()
                .filter(number ->
                        connection.configs().find(place(request).ref(), number).isEmpty())
                .ifPresent(number -> {
                    throw Failures.invalid(
                            "E_CONFIG_GONE",
                            "release " + release.number() + " needs config version " + number
                                    + ", whose ConfigMap was deleted",
                            "go back to another release; " + kept.numbers());
                });
        return release;
    }

    private static long goodBefore(
            Connection connection, Request request, KeptReleases kept, Optional<Long> running, Optional<Saved> newest) {
        long present =
                running.or(() -> newest.map(saved -> saved.rollout().release())).orElse(kept.highest() + 1);
        return new RanBefore(connection, place(request), kept)
                .of(present)
                .orElseThrow(() -> Failures.invalid(
                        "E_NO_RELEASE",
                        "there is no good release before " + present + " in " + place(request),
                        kept.numbers() + "; name one with --to N"));
    }

    /** Who wants to go back does not want to wait until what was left open has failed by itself. */
    private static void supersede(Workplace at, KeptReleases kept, Optional<Saved> newest) {
        Optional<Rollout> open =
                newest.map(Saved::rollout).filter(rollout -> rollout.step().open());
        if (open.isEmpty()) {
            return;
        }
        at.emit(new Event.Warned(
                "W_ROLLOUT_LEFT_OPEN",
                "the rollout of release " + open.get().release()
                        + " was left open by its process; the rollback takes its place"));
        try {
            new Ending(at, kept, true).superseded(open.get());
        } catch (InterruptedException e) {
            throw Failures.leftOpen(at.place(), e);
        }
    }

    private static RolloutPolicy policy(Request request, Optional<Saved> newest) {
        Duration before =
                newest.map(saved -> saved.rollout().policy().timeout()).orElse(TIMEOUT);
        return new RolloutPolicy(request.timeout().orElse(before), false);
    }

    private static Place place(Request request) {
        return request.place();
    }
}
