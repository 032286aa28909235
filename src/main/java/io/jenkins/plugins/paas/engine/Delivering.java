package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts Rollouts and goes on with those that were left open. */
final class Delivering {
    private final Workplace at;
    private final Mailbox mail;
    private final KeptReleases releases;
    private final Instant began;

    Delivering(Workplace at, Mailbox mail, KeptReleases releases, Instant began) {
        this.at = at;
        this.mail = mail;
        this.releases = releases;
        this.began = began;
    }

    /**
     * What is to be brought in.
     *
     * @param kind why
     * @param strategy how
     * @param release what
     * @param changed whether it differs from what runs
     * @param fallback where a failure goes back to
     * @param policy time limits
     * @param plan what becomes of each object
     */
    record Order(
            Kind kind,
            Strategy strategy,
            Release release,
            boolean changed,
            Optional<Long> fallback,
            RolloutPolicy policy,
            List<Delivery.Planned> plan) {}

    /** Starts a Rollout in place of the newest one, which must be closed or superseded, and runs it to its end. */
    Delivery start(Order order, Optional<Saved> replaces) {
        Release release = order.release();
        Rollout planned = Rollout.planned(
                at.place().ref(),
                at.place().cluster().name(),
                replaces.map(before -> before.rollout().attempt()).orElse(0L) + 1,
                order.kind(),
                order.strategy(),
                release.number(),
                order.fallback(),
                order.policy(),
                at.place().cluster().nodesMayJoin(),
                at.actor(),
                at.session().clock().instant());
        at.requireLock();
        releases.know(release);
        if (releases.entry(release.number()).isEmpty()) {
            at.connection().releases().save(release);
        }
        at.trail().add(started(order.kind()), Optional.of(release.number()), "started", RolloutDetails.of(planned));
        Saved saved = at.connection().rollouts().save(planned, replaces);
        at.emit(new Event.Stepped(planned));
        return delivery(run(saved, false), order.changed(), order.plan());
    }

    /** Goes on with an open Rollout to its end. */
    Delivery resume(Saved open) {
        Rollout rollout =
                RolloutMachine.resumed(open.rollout(), at.session().clock().instant());
        Saved saved = at.connection().rollouts().save(rollout, Optional.of(open));
        at.trail()
                .add(
                        Action.RESUMED,
                        Optional.of(rollout.release()),
                        Words.of(rollout.step()),
                        RolloutDetails.of(rollout));
        at.emit(new Event.Stepped(rollout));
        return delivery(run(saved, true), true, List.of());
    }

    private Rollout run(Saved from, boolean resumed) {
        return new RolloutRunner(at, mail, releases, from, resumed).run();
    }

    private Delivery delivery(Rollout ended, boolean changed, List<Delivery.Planned> plan) {
        return new Delivery(
                outcome(ended),
                releases.find(ended.release()),
                Optional.of(ended),
                Ending.runs(ended),
                changed,
                plan,
                Duration.between(began, at.session().clock().instant()));
    }

    /** How a command ends whose Rollout is closed. */
    static Outcome outcome(Rollout closed) {
        if (closed.step() == Step.SUCCEEDED) {
            return Outcome.DONE;
        }
        return closed.diagnosis()
                        .filter(reason -> reason.code() == Diagnosis.Code.E_NO_PROGRESS)
                        .isPresent()
                ? Outcome.TIMED_OUT
                : Outcome.ROLLOUT_FAILED;
    }

    private static Action started(Kind kind) {
        return kind == Kind.ROLLBACK ? Action.ROLLBACK_STARTED : Action.DEPLOY_STARTED;
    }
}
