package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.model.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Builds Rollouts of release {@link Observations#NEW} of {@code shop}, begun when its pods were made. */
public final class Rollouts {
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** The workload's pace before, and that of the new Release. */
    public static final Pace BEFORE = new Pace(0, Optional.of(600), "25%", "0");

    public static final Pace OWN = new Pace(1, Optional.of(900), "25%", "0");

    private Kind kind = Kind.DEPLOY;
    private Strategy strategy = Strategy.ROLLING;
    private Optional<Long> fallback = Optional.of(Observations.OLD);
    private boolean rollback = true;
    private Duration nodesMayJoin = Duration.ZERO;
    private RunSpec.GatePolicy gates = RunSpec.GatePolicy.DEFAULT;
    private Optional<Consent> consent = Optional.empty();

    public static Rollouts deploy() {
        return new Rollouts();
    }

    public Rollouts first() {
        fallback = Optional.empty();
        return this;
    }

    public Rollouts goingBackTo(long release) {
        fallback = Optional.of(release);
        return this;
    }

    public Rollouts withoutRollback() {
        rollback = false;
        return this;
    }

    public Rollouts asRollback() {
        kind = Kind.ROLLBACK;
        return this;
    }

    public Rollouts by(Strategy value) {
        strategy = value;
        return this;
    }

    public Rollouts nodesMayJoin(Duration wait) {
        nodesMayJoin = wait;
        return this;
    }

    public Rollouts gates(RunSpec.GatePolicy policy) {
        gates = policy;
        return this;
    }

    /** Where managers must agree. */
    public Rollouts asking() {
        Approver managers = new Approver(Approver.Kind.GROUP, Person.CLUSTER, "managers");
        consent = Optional.of(Consent.asking(new ApprovalRule(List.of(managers), 1, false, false)));
        return this;
    }

    /** As the engine plans a strategy with gates: with the pace of now and the one that is rendered. */
    public Rollout staged() {
        return planned().staged(Staging.planned(BEFORE, OWN));
    }

    public Rollout planned() {
        Rollout planned = Rollout.planned(new Rollout.Terms(
                new AppRef(new AppName(Observations.APP), new Namespace("trade")),
                new ClusterName("local-1"),
                1,
                kind,
                strategy,
                Observations.NEW,
                fallback,
                new RunSpec.RolloutPolicy(TIMEOUT, rollback, gates),
                nodesMayJoin,
                new Actor(new Actor.Identity("jane", List.of()), Optional.empty()),
                Observations.START,
                Optional.empty()));
        return consent.map(planned::asking).orElse(planned);
    }

    public Rollout in(Step step) {
        return planned().to(step, Observations.START);
    }

    /** Watching, with the new template seen. */
    public Rollout progressing() {
        return in(Step.PROGRESSING).arrived(Observations.templateOf(Observations.NEW));
    }
}
