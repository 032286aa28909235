package io.jenkins.plugins.paas.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bringing one Release into one cluster: the state that is saved before anything is done, so that any process can go on
 * from it.
 *
 * @param terms what is settled when it is planned
 * @param step where it stands
 * @param stepSince when it came to {@code step}
 * @param lastProgressAt when more pods than ever before were ready; the deadline counts from here
 * @param mostReady the most pods of the new Release ever seen ready at once, 0 or more
 * @param template the pod template that this step brings, as the cluster took it; nothing until it did
 * @param diagnosis why it failed, once it has
 * @param staging what a strategy with gates needs; nothing for one without, and where there is nothing to be careful with
 * @param consent who must agree before new pods come or go on, and who did; nothing where anybody may promote
 */
public record Rollout(
        Terms terms,
        Step step,
        Instant stepSince,
        Instant lastProgressAt,
        int mostReady,
        Optional<Template> template,
        Optional<Diagnosis> diagnosis,
        Optional<Staging> staging,
        Optional<Consent> consent) {

    /**
     * What never changes while a Rollout goes on.
     *
     * @param ref the App and its namespace
     * @param cluster where
     * @param attempt number of the Rollout of this App in this cluster, 1 or more
     * @param kind why it runs
     * @param strategy how the Release comes in
     * @param release the Release that is to run at the end
     * @param fallback what a failed Rollout goes back to: the last good Release; where none was good and the strategy has a gate,
     *     the one whose pods are ready; nothing on a first deploy
     * @param policy its time limits
     * @param nodesMayJoin how long a pod that fits on no node may wait for a node to join ({@link ClusterSpec#nodesMayJoin})
     * @param actor who started it
     * @param startedAt when it started
     * @param plan the hash of the {@link Plan} that it applies, when it does
     */
    public record Terms(
            AppRef ref,
            ClusterName cluster,
            long attempt,
            Kind kind,
            Strategy strategy,
            long release,
            Optional<Long> fallback,
            RunSpec.RolloutPolicy policy,
            Duration nodesMayJoin,
            Actor actor,
            Instant startedAt,
            Optional<String> plan) {}

    /**
     * A pod template.
     *
     * @param fingerprint tells whether what the workload shows is the same; what differs later was changed by somebody else
     * @param arrived whether the workload was seen with it
     */
    public record Template(String fingerprint, boolean arrived) {}

    /** Why a Rollout runs. */
    public enum Kind {
        DEPLOY,
        ROLLBACK
    }

    /** Where a Rollout stands. */
    public enum Step {
        /** Saved; nothing was done yet. */
        PLANNED(true),
        /** Persons are asked before anything is done, because the strategy comes to no gate on which they could be. */
        AT_START(true),
        /** The Release's objects are being applied. */
        APPLYING(true),
        /** Pods come and go; we watch. */
        PROGRESSING(true),
        /** Strategy {@code manual}: the first pods come up in a frozen Deployment. */
        FIRST_POD(true),
        /** Strategy {@code canary}: the second set comes up in a frozen Deployment, without requests. */
        GROWING(true),
        /** The Deployment is paused; a person is asked. */
        AT_GATE(true),
        /** Strategy {@code manual}: more pods come, as many as were confirmed. */
        ADDING(true),
        /** Strategy {@code canary}: all traffic moves to the new set. */
        SWITCHING(true),
        /** Strategy {@code canary}: the old set stays, for a way back by one patch. */
        HOLDING(true),
        /** Strategy {@code canary}: the old set goes. */
        DRAINING(true),
        /** The Service goes back to its own selector. */
        UNPINNING(true),
        /** The Deployment gets its own pace back and goes on natively. */
        THAWING(true),
        /** It was aborted or failed at a gate: traffic goes back to the old set, the new set goes. */
        TURNING_BACK(true),
        /** It failed; the last good Release's objects are being applied. */
        RESTORING(true),
        /** The last good Release's pods come back; we watch. */
        RETURNING(true),
        /** Every pod runs the Release and is ready. */
        SUCCEEDED(false),
        /** It failed, and the last good Release runs again. */
        ROLLED_BACK(false),
        /** It failed, and was left as it is: there was nothing to go back to, or we were told not to. */
        FAILED(false),
        /** A person ended it at a gate, and the Release before runs again. */
        ABORTED(false),
        /** It ended at its start, where nothing was applied yet; what ran before runs on. */
        WITHDRAWN(false);

        private final boolean open;

        Step(boolean open) {
            this.open = open;
        }

        /** Whether something is left to do. */
        public boolean open() {
            return open;
        }

        /** Whether it waits for a person, without lock and without process. */
        public boolean isGate() {
            return this == AT_START || this == AT_GATE;
        }
    }

    /** A Rollout that has done nothing yet. */
    public static Rollout planned(Terms terms) {
        return new Rollout(
                terms,
                Step.PLANNED,
                terms.startedAt(),
                terms.startedAt(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same Rollout one step on; what the step brings is still to be seen. */
    public Rollout to(Step next, Instant now) {
        return new Rollout(terms, next, now, now, 0, Optional.empty(), diagnosis, lapsed(now), consent);
    }

    /** The same Rollout one step on with the Release that it brings already: what the template showed is still known. */
    public Rollout onTo(Step next, Instant now) {
        return new Rollout(terms, next, now, now, 0, template, diagnosis, lapsed(now), consent);
    }

    /** The same Rollout with more pods ready than ever before. */
    public Rollout progressed(int ready, Instant now) {
        return new Rollout(terms, step, stepSince, now, ready, template, diagnosis, staging, consent);
    }

    /** Whether nothing but progress lies between a state and this one. */
    public boolean progressedFrom(Rollout before) {
        return !equals(before) && equals(before.progressed(mostReady, lastProgressAt));
    }

    /** The same Rollout with the reason of its failure. */
    public Rollout because(Diagnosis reason) {
        return explained(Optional.of(reason));
    }

    /** The same Rollout, whose pods were in trouble at a gate and are well again. */
    public Rollout healed() {
        return explained(Optional.empty());
    }

    private Rollout explained(Optional<Diagnosis> reason) {
        return new Rollout(terms, step, stepSince, lastProgressAt, mostReady, template, reason, staging, consent);
    }

    /** The same Rollout, which brings a pod template of that fingerprint. */
    public Rollout bringing(String fingerprint) {
        return bringing(new Template(fingerprint, false));
    }

    /** The same Rollout, whose workload shows a pod template of that fingerprint now. */
    public Rollout arrived(String fingerprint) {
        return bringing(new Template(fingerprint, true));
    }

    private Rollout bringing(Template brought) {
        return new Rollout(
                terms, step, stepSince, lastProgressAt, mostReady, Optional.of(brought), diagnosis, staging, consent);
    }

    /** Whether the workload was seen with what this step brings. */
    public boolean arrived() {
        return template.filter(Template::arrived).isPresent();
    }

    /** The same Rollout, whose time limit counts from now on. */
    public Rollout workedFrom(Instant now) {
        return new Rollout(terms, step, stepSince, now, mostReady, template, diagnosis, staging, consent);
    }

    /** The same Rollout with what its strategy's gates need. */
    public Rollout staged(Staging now) {
        return withStaging(Optional.of(now));
    }

    /** The same Rollout without gates. */
    public Rollout unstaged() {
        return withStaging(Optional.empty());
    }

    private Rollout withStaging(Optional<Staging> now) {
        return new Rollout(terms, step, stepSince, lastProgressAt, mostReady, template, diagnosis, now, consent);
    }

    /** The same Rollout with who is asked at its gates, and what they said. */
    public Rollout asking(Consent now) {
        return new Rollout(
                terms, step, stepSince, lastProgressAt, mostReady, template, diagnosis, staging, Optional.of(now));
    }

    /** The same Rollout at a gate of its strategy that just opened; what was approved at the one before counts no more. */
    public Rollout atNewGate(Instant now) {
        return new Rollout(
                terms,
                Step.AT_GATE,
                now,
                now,
                0,
                template,
                diagnosis,
                lapsed(now).map(s -> s.gate(now)),
                consent.map(Consent::atNewGate));
    }

    private Optional<Staging> lapsed(Instant now) {
        return staging.map(s -> s.spent(step, Duration.between(stepSince, now)));
    }

    /** What is done at gates: as the App says it, but where persons are asked nothing else takes their place. */
    public RunSpec.GatePolicy gates() {
        return consent.isPresent() ? policy().gates().byPersonsOnly() : policy().gates();
    }

    /** When the gate opened that it waits at. */
    public Instant gateSince() {
        return staging.flatMap(Staging::gateSince).orElse(stepSince);
    }

    /** When time runs out, if no more pods become ready until then. */
    public Instant deadline() {
        return lastProgressAt.plus(policy().timeout());
    }

    /** How long it has been going on. */
    public Duration age(Instant now) {
        return Duration.between(startedAt(), now);
    }

    /** The App and its namespace. */
    public AppRef ref() {
        return terms.ref();
    }

    /** Where. */
    public ClusterName cluster() {
        return terms.cluster();
    }

    /** The number of the Rollout of this App in this cluster, 1 or more. */
    public long attempt() {
        return terms.attempt();
    }

    /** Why it runs. */
    public Kind kind() {
        return terms.kind();
    }

    /** How the Release comes in. */
    public Strategy strategy() {
        return terms.strategy();
    }

    /** The Release that is to run at the end. */
    public long release() {
        return terms.release();
    }

    /** What a failed Rollout goes back to. */
    public Optional<Long> fallback() {
        return terms.fallback();
    }

    /** Its time limits. */
    public RunSpec.RolloutPolicy policy() {
        return terms.policy();
    }

    /** How long a pod that fits on no node may wait for a node to join. */
    public Duration nodesMayJoin() {
        return terms.nodesMayJoin();
    }

    /** Who started it. */
    public Actor actor() {
        return terms.actor();
    }

    /** When it started. */
    public Instant startedAt() {
        return terms.startedAt();
    }

    /** The hash of the Plan that it applies, when it does. */
    public Optional<String> plan() {
        return terms.plan();
    }
}
