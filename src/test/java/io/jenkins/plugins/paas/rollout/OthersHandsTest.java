package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging.Hand;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.rollout.ModelDeployment.Template;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OthersHandsTest {
    private static Scenario atGate(Strategy strategy) {
        return Scenario.of(Rollouts.deploy().by(strategy), 3).run(30).is(Step.AT_GATE);
    }

    private static Scenario holding() {
        return Scenario.of(Rollouts.deploy().by(Strategy.CANARY).gates(Scenario.gates(true, Duration.ofMinutes(10))), 3)
                .run(30)
                .promote(new Grant.All())
                .run(10)
                .is(Step.HOLDING);
    }

    @Test
    void aResumeAtAManualGateIsAPromotionOfAllThatNobodyApproved() {
        Scenario gate = atGate(Strategy.MANUAL).resumed().run(60);

        gate.is(Step.SUCCEEDED).endedNative();
        assertThat(gate.staging().unapproved()).isTrue();
        assertThat(gate.cluster().ready(NEW)).isEqualTo(3);
    }

    @Test
    void aResumeBetweenAPromotionAndItsThawDoesNotLeaveTheGatesPaceBehind() {
        Scenario gate =
                atGate(Strategy.MANUAL).promote(new Grant.All()).resumed().run(60);

        gate.is(Step.SUCCEEDED).endedNative();
        assertThat(gate.deployment().pace).isEqualTo(Rollouts.OWN);
    }

    @Test
    void norDoesItWhereNobodyWasAtWorkForALongTime() {
        Scenario gate = atGate(Strategy.MANUAL)
                .promote(new Grant.All())
                .resumed()
                .abandonedFor(Duration.ofHours(1))
                .run(60);

        gate.is(Step.SUCCEEDED).endedNative();
        assertThat(gate.deployment().pace).isEqualTo(Rollouts.OWN);
    }

    @Test
    void whoeverComesLateToASwitchMovesTheRequestsAndBlamesNobody() {
        Scenario hold = Scenario.of(
                        Rollouts.deploy().by(Strategy.CANARY).gates(Scenario.gates(true, Duration.ofMinutes(10))), 3)
                .run(30)
                .promote(new Grant.All())
                .is(Step.SWITCHING)
                .abandonedFor(Duration.ofHours(1))
                .run(10);

        hold.is(Step.HOLDING);
        assertThat(hold.cluster().pin).containsEntry(Labels.RELEASE, Long.toString(NEW));
        assertThat(hold.staging().hands()).isEmpty();
    }

    @Test
    void aConfirmedPromotionIsNotCalledUnapproved() {
        Scenario gate = atGate(Strategy.MANUAL).promote(new Grant.All()).run(60).is(Step.SUCCEEDED);

        assertThat(gate.staging().unapproved()).isFalse();
    }

    @Test
    void aResumeAtACanarysGateChangesNothing() {
        Scenario gate = atGate(Strategy.CANARY).resumed().run(10).is(Step.AT_GATE);

        assertThat(gate.deployment().paused).isTrue();
        assertThat(gate.cluster().serving()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void aChangedImageEndsTheRolloutWithoutAFreezeOrAPin(Strategy strategy) {
        Scenario gate = atGate(strategy);
        gate.others(() -> gate.deployment().template = new Template(NEW, "by-hand"));

        gate.run(60).is(Step.FAILED).because(Code.E_CHANGED_BY_OTHERS).endedNative();
        assertThat(gate.deployment().template.image()).isEqualTo("by-hand");
    }

    @Test
    void whatOthersChangedIsToldBeforeAnybodyGoesOn() {
        Scenario gate = atGate(Strategy.MANUAL);
        assertThat(told(gate)).isEmpty();

        gate.others(() -> gate.deployment().template = new Template(NEW, "by-hand"));

        assertThat(told(gate)).contains(Code.E_CHANGED_BY_OTHERS);
    }

    private static Optional<Code> told(Scenario gate) {
        Instant now = START.plusSeconds(100);
        return RolloutMachine.changedByOthers(gate.state(), gate.cluster().seen(now), now)
                .map(Diagnosis::code);
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void anUndoEndsTheRolloutWithTheOldPods(Strategy strategy) {
        Scenario gate = atGate(strategy);
        gate.others(() -> gate.deployment().template = ModelCluster.template(OLD));

        gate.run(60).is(Step.FAILED).because(Code.E_CHANGED_BY_OTHERS).endedNative();
        assertThat(gate.cluster().ready(OLD)).isEqualTo(3);
        assertThat(gate.cluster().ready(NEW)).isZero();
    }

    @Test
    void anUndoInTheHoldLosesNothing() {
        Scenario hold = holding();
        hold.others(() -> hold.deployment().template = ModelCluster.template(OLD));

        hold.run(60).is(Step.FAILED).endedNative();
        assertThat(hold.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void theOldSetKeepsItsShareUntilTheNewOneIsAsLargeAsSomebodyScaledIt() {
        Scenario hold = holding();
        hold.others(() -> hold.cluster().pin = Map.of()).run(1);
        Rollout draining = hold.state().onTo(Step.DRAINING, START.plusSeconds(100));

        hold.others(() -> hold.deployment().desired = 5);
        assertThat(decide(draining, hold).effects()).isEmpty();

        hold.others(() -> hold.deployment().desired = 3);
        assertThat(decide(draining, hold).effects()).hasAtLeastOneElementOfType(Effect.Select.class);
    }

    private static Decision decide(Rollout state, Scenario where) {
        Instant now = START.plusSeconds(101);
        return RolloutMachine.decide(state, where.cluster().seen(now), now);
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void aDeletedDeploymentEndsTheRolloutAndUnpinsTheService(Strategy strategy) {
        Scenario gate = atGate(strategy);
        gate.others(() -> gate.cluster().deployment = Optional.empty());

        gate.run(60).is(Step.FAILED).because(Code.E_CHANGED_BY_OTHERS).endedNative();
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void aDeletedNewReplicaSetIsMadeAgain(Strategy strategy) {
        Scenario gate = atGate(strategy);
        gate.others(() -> gate.deployment().sets.removeIf(set -> set.template.release() == NEW));

        gate.run(30).is(Step.AT_GATE);
        assertThat(gate.cluster().ready(NEW)).isEqualTo(strategy == Strategy.CANARY ? 3 : 1);
    }

    @Test
    void aDeletedNewReplicaSetInTheHoldBringsTheOldOneBack() {
        Scenario hold = holding();
        hold.others(() -> hold.deployment().sets.removeIf(set -> set.template.release() == NEW));

        hold.run(60).is(Step.ROLLED_BACK).because(Code.E_CHANGED_BY_OTHERS).endedNative();
        assertThat(hold.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void aServiceEditedByHandIsNotedAndLeftAlone() {
        Scenario gate = atGate(Strategy.CANARY);
        gate.others(() -> gate.cluster().pin = Map.of());

        gate.run(10).is(Step.AT_GATE);
        assertThat(gate.cluster().pin).isEmpty();
        assertThat(gate.staging().hands()).containsExactly(Hand.REROUTED);
        gate.promote(new Grant.All()).run(30).is(Step.SUCCEEDED).endedNative();
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void moreReplicasAreRespected(Strategy strategy) {
        Scenario gate = atGate(strategy);
        gate.others(() -> gate.deployment().desired = 6);

        gate.run(20).is(Step.AT_GATE).promote(new Grant.All()).run(60).is(Step.SUCCEEDED);
        assertThat(gate.cluster().ready(NEW)).isEqualTo(6);
    }

    @Test
    void fewerReplicasInTheMiddleOfGrowingAreEnough() {
        Scenario grows =
                Scenario.of(Rollouts.deploy().by(Strategy.CANARY), 4).run(4).is(Step.GROWING);
        grows.others(() -> grows.deployment().desired = 2);

        grows.run(20).is(Step.AT_GATE);
        assertThat(grows.cluster().ready(NEW)).isEqualTo(2);
    }

    @Test
    void aFreezeTakenOffByHandEndsTheRollout() {
        Scenario gate = atGate(Strategy.CANARY);
        gate.others(() -> {
            gate.cluster().pin = Map.of();
            gate.deployment().pace = ModelCluster.NATIVE;
        });

        gate.run(60).is(Step.FAILED).because(Code.E_CHANGED_BY_OTHERS).endedNative();
    }

    @Test
    void confirmedPodsFollowTheSetThatPeopleScale() {
        Scenario gate = Scenario.of(Rollouts.deploy().by(Strategy.MANUAL), 6)
                .run(30)
                .promote(new Grant.More(2))
                .run(30)
                .is(Step.AT_GATE);
        assertThat(gate.staging().pods()).isEqualTo(3);
        gate.others(() -> gate.deployment().desired = 12);

        gate.run(10).is(Step.AT_GATE);
        assertThat(gate.staging().pods()).isEqualTo(gate.cluster().size(NEW)).isGreaterThan(3);
    }

    @Test
    void aServiceEditedByHandIsLeftAloneAlsoWhenTheNewSetIsMadeAgain() {
        Scenario gate = atGate(Strategy.CANARY);
        gate.others(() -> gate.cluster().pin = Map.of()).run(5);
        gate.others(() -> gate.deployment().sets.removeIf(set -> set.template.release() == NEW));

        gate.run(30).is(Step.AT_GATE);
        assertThat(gate.cluster().ready(NEW)).isEqualTo(3);
        assertThat(gate.cluster().pin).isEmpty();
    }

    @Test
    void aFreezeTakenOffWhileOldPodsHaveAllRequestsTakesThePinOffFirst() {
        Scenario gate = atGate(Strategy.CANARY);
        gate.deployment().pace = ModelCluster.NATIVE;

        Rollout next = decide(gate.state(), gate).next();
        assertThat(next.diagnosis().orElseThrow().sentence()).contains("somebody else took the freeze off");
        assertThat(decide(next, gate).effects())
                .containsExactly(new Effect.Select(new Pin.None()), new Effect.Preview(Optional.empty()));
    }

    @Test
    void aPinThatSomebodyPutOnIsTakenOffTooBeforeTheRolloutEnds() {
        Scenario gate = atGate(Strategy.MANUAL);
        gate.cluster().pin = new Pin.OfRelease(OLD).labels();

        Rollout next = decide(gate.state(), gate).next();
        assertThat(next.diagnosis().map(Diagnosis::code)).contains(Code.E_CHANGED_BY_OTHERS);
        assertThat(decide(next, gate).effects().get(0)).isEqualTo(new Effect.Select(new Pin.None()));
    }

    @Test
    void aFreezePutBackWhileThePodsAreReplacedIsTakenOffAgain() {
        Scenario gate = atGate(Strategy.MANUAL).promote(new Grant.All());
        while (gate.step() != Step.PROGRESSING) {
            gate.run(1);
        }
        gate.others(() -> gate.deployment().pace = Pace.frozen("1"));

        gate.run(60).is(Step.SUCCEEDED).endedNative();
    }

    @Test
    void aServiceEditedByHandWhileTheNewSetGrowsIsNotedAndLeftAlone() {
        Scenario grows =
                Scenario.of(Rollouts.deploy().by(Strategy.CANARY), 4).run(3).is(Step.GROWING);
        assertThat(grows.deployment().paused).isFalse();
        grows.others(() -> grows.cluster().pin = Map.of());

        grows.run(30).is(Step.AT_GATE);
        assertThat(grows.cluster().pin).isEmpty();
        assertThat(grows.staging().hands()).containsExactly(Hand.REROUTED);
    }
}
