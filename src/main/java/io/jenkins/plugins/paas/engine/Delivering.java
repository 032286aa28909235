package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.PaasException;
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
import java.util.function.Supplier;

/** Starts Rollouts and goes on with those that were left open. */
final class Delivering {
    private final Workplace at;
    private final Mailbox mail;
    private final KeptReleases releases;
    private final Instant began;
    private final Leaving leaving;

    /**
     * Somebody who delivers.
     *
     * @param leaving at which open steps to leave
     */
    Delivering(Workplace at, Mailbox mail, KeptReleases releases, Instant began, Leaving leaving) {
        this.at = at;
        this.mail = mail;
        this.releases = releases;
        this.began = began;
        this.leaving = leaving;
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
     * @param planHash the hash of the plan that is applied, when one is
     */
    record Order(
            Kind kind,
            Strategy strategy,
            Release release,
            boolean changed,
            Optional<Long> fallback,
            RolloutPolicy policy,
            List<Delivery.Planned> plan,
            Optional<String> planHash) {}

    /** Starts a Rollout in place of the newest one, which must be closed or superseded, and runs it to its end or a gate. */
    Delivery start(Order order, Optional<Saved> replaces) {
        Release release = order.release();
        Optional<ApprovalRule> asked = AskedFor.of(order, at.place(), releases);
        Rollout planned = planned(order, replaces, asked);
        asked.ifPresent(rule -> AskedFor.warn(at, order));
        at.requireLock();
        releases.know(release);
        return open(() -> {
            Rollout begun = RolloutMachine.begun(planned, at.session().clock().instant());
            Saved saved = saved(release, begun, replaces);
            at.emit(new Event.Stepped(planned));
            if (begun.step() != planned.step()) {
                at.emit(new Event.Stepped(begun));
            }
            return run(saved, false, order.changed(), order.plan());
        });
    }

    /** Release and record first, the state that others would go on from last; what waits for the same machine goes at once. */
    private Saved saved(Release release, Rollout first, Optional<Saved> replaces) {
        boolean there = releases.entry(release.number()).isPresent();
        AuditRecord.Head head = Together.both(
                () -> at.trail()
                        .append(
                                started(first.kind()),
                                Optional.of(release.number()),
                                "started",
                                RolloutDetails.of(first)),
                () -> {
                    if (!there) {
                        at.connection().releases().save(release);
                    }
                    return there;
                },
                (written, any) -> written);
        return Together.both(
                () -> at.connection().rollouts().save(first, replaces),
                () -> {
                    at.trail().note(head);
                    return head;
                },
                (now, any) -> now);
    }

    private Rollout planned(Order order, Optional<Saved> replaces, Optional<ApprovalRule> asked) {
        Rollout planned = Rollout.planned(new Rollout.Terms(
                at.place().ref(),
                at.place().cluster().name(),
                replaces.map(before -> before.rollout().attempt()).orElse(0L) + 1,
                order.kind(),
                order.strategy(),
                order.release().number(),
                order.fallback(),
                order.policy(),
                at.place().cluster().nodesMayJoin(),
                at.actor(),
                at.session().clock().instant(),
                order.planHash()));
        Rollout staged = Originals.of(
                        order.strategy(),
                        order.release(),
                        () -> Running.seen(
                                at.connection(), mail, at.session(), at.place().ref()),
                        replaces.map(Saved::rollout))
                .map(planned::staged)
                .orElse(planned);
        return asked.map(rule -> staged.asking(Consent.asking(rule))).orElse(staged);
    }

    /** Goes on with an open Rollout to its end or its next gate. */
    Delivery resume(Saved open) {
        return open(() -> run(resumed(open), true, true, List.of()));
    }

    /** At a gate nobody worked, so nobody went away; whoever comes only sees to what is due. */
    private Saved resumed(Saved open) {
        Step step = open.rollout().step();
        if (step.isGate() || step == Step.HOLDING) {
            return open;
        }
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
        return saved;
    }

    /**
     * Does what is due at a gate, then what a person wants, then goes on to the end or the next gate.
     *
     * @param decision makes the next state of the one at the gate; it is asked only if the Rollout is still open then
     */
    Delivery decide(Saved open, Decided decision) {
        return open(() -> decided(open, decision));
    }

    private Delivery decided(Saved open, Decided decision) {
        RolloutRunner runner = runner(open, true);
        Rollout rollout = runner.run();
        if (rollout.step().open()) {
            try {
                runner.decided(decision.next(rollout));
            } catch (InterruptedException e) {
                throw Failures.leftOpen(at.place(), e);
            }
            rollout = runner.run();
        }
        return delivery(runner, rollout, true, List.of());
    }

    /** Does at once what a person decided, whatever is due, and goes on to the end. */
    Delivery turnBack(Saved open, Rollout next) {
        return open(() -> turnedBack(open, next));
    }

    private Delivery turnedBack(Saved open, Rollout next) {
        RolloutRunner runner = runner(open, true);
        try {
            runner.decided(next);
        } catch (InterruptedException e) {
            throw Failures.leftOpen(at.place(), e);
        }
        return delivery(runner, runner.run(), true, List.of());
    }

    /** What a person decided. */
    @FunctionalInterface
    interface Decided {
        /** The state to save; whatever must be recorded before it is recorded by then. */
        Rollout next(Rollout atGate) throws InterruptedException;
    }

    /** Work on a Rollout that is on record: whoever is told to stop there leaves something to go on with. */
    private Delivery open(Supplier<Delivery> work) {
        try {
            return work.get();
        } catch (PaasException e) {
            throw Failures.orLeftOpen(at.place(), e);
        }
    }

    private Delivery run(Saved from, boolean resumed, boolean changed, List<Delivery.Planned> plan) {
        RolloutRunner runner = runner(from, resumed);
        return delivery(runner, runner.run(), changed, plan);
    }

    private RolloutRunner runner(Saved from, boolean resumed) {
        return new RolloutRunner(at, mail, releases, from, resumed, leaving);
    }

    private Delivery delivery(RolloutRunner runner, Rollout came, boolean changed, List<Delivery.Planned> plan) {
        Optional<Gate> gate = runner.gate();
        gate.ifPresent(it -> at.emit(new Event.AtGate(it)));
        return Delivery.of(
                came,
                releases.find(came.release()),
                gate,
                changed,
                plan,
                Duration.between(began, at.session().clock().instant()));
    }

    private static Action started(Kind kind) {
        return kind == Kind.ROLLBACK ? Action.ROLLBACK_STARTED : Action.DEPLOY_STARTED;
    }
}
