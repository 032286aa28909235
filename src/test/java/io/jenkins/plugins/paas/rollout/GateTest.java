package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy.OnTimeout;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static Scenario atGate(Strategy strategy) {
        return Scenario.of(Rollouts.deploy().by(strategy), 3).run(30).is(Step.AT_GATE);
    }

    private static Scenario with(Strategy strategy, GatePolicy policy) {
        return Scenario.of(Rollouts.deploy().by(strategy).gates(policy), 3)
                .run(12)
                .is(Step.AT_GATE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void staysAtTheGateForLongerThanItMayWork(Strategy strategy) {
        Scenario gate = atGate(strategy).run((int) Rollouts.TIMEOUT.toSeconds() + 60);

        gate.is(Step.AT_GATE).abort().run(60).is(Step.ABORTED).endedNative();
        assertThat(gate.staging().waited()).isGreaterThan(Rollouts.TIMEOUT);
        assertThat(gate.staging().worked()).isLessThan(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void turnsIntoAFailureWhenTheNewPodsFailAndAbortsAfterAGrace(Strategy strategy) {
        Scenario gate = atGate(strategy);
        gate.newPodsCrash = true;

        gate.run(5).is(Step.AT_GATE).because(Code.E_CRASH_LOOP);
        assertThat(gate.promotes(new Grant.All())).isFalse();
        gate.run((int) Gate.GRACE.toSeconds() + 30).is(Step.ROLLED_BACK).endedNative();
        assertThat(gate.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void isAGateAgainWhenTheNewPodsAreWell() {
        Scenario gate = atGate(Strategy.CANARY);
        gate.newPodsCrash = true;
        gate.run(5).because(Code.E_CRASH_LOOP);
        gate.newPodsCrash = false;

        gate.run((int) Gate.GRACE.toSeconds() + 30).is(Step.AT_GATE);
        assertThat(gate.state().diagnosis()).isEmpty();
        gate.promote(new Grant.All()).run(30).is(Step.SUCCEEDED);
    }

    @Test
    void withoutRollbackAFailedCanaryLeavesTheNewTemplateAsRollingWould() {
        Scenario gate = Scenario.of(Rollouts.deploy().by(Strategy.CANARY).withoutRollback(), 3)
                .run(30);
        gate.newPodsCrash = true;

        gate.run((int) Gate.GRACE.toSeconds() + 30).is(Step.FAILED).endedNative();
        assertThat(gate.deployment().template.release()).isEqualTo(NEW);
        assertThat(gate.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void goesBackWhenNobodyCame() {
        GatePolicy policy = new GatePolicy(true, Duration.ZERO, Optional.empty(), Optional.of(HOUR), OnTimeout.ABORT);
        Scenario gate = with(Strategy.CANARY, policy).run(3_500).is(Step.AT_GATE);

        gate.run(200).is(Step.ROLLED_BACK).because(Code.E_NO_PROGRESS).endedNative();
        assertThat(gate.state().diagnosis().orElseThrow().sentence()).contains("Nobody confirmed release 7");
    }

    @Test
    void goesOnWhenNobodyCameAndThatIsWanted() {
        GatePolicy policy = new GatePolicy(true, Duration.ZERO, Optional.empty(), Optional.of(HOUR), OnTimeout.PROMOTE);

        with(Strategy.MANUAL, policy).run(3_700).is(Step.SUCCEEDED).endedNative();
    }

    @Test
    void waitsOnWhenNobodyCameAndThereIsNothingToGoBackTo() {
        GatePolicy policy = new GatePolicy(true, Duration.ZERO, Optional.empty(), Optional.of(HOUR), OnTimeout.ABORT);
        Scenario gate = Scenario.overForeignPods(
                Rollouts.deploy().by(Strategy.CANARY).gates(policy).first(), 3);

        gate.run(3_700).is(Step.AT_GATE);
        assertThat(gate.aborts()).isFalse();
        gate.promote(new Grant.All()).run(30).is(Step.SUCCEEDED).endedNative();
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void hasNoGateThatCouldOnlyBeLeftForward(Strategy strategy) {
        Scenario.of(Rollouts.deploy().by(strategy).first(), 3)
                .run(30)
                .is(Step.SUCCEEDED)
                .endedNative();
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void wherePersonsAreAskedAndNothingIsToGoBackToTheyAreAskedBeforeTheStart(Strategy strategy) {
        Rollouts first = Rollouts.deploy().by(strategy).first().asking();

        Scenario.of(first, 3).run(30).is(Step.AT_START);
        Scenario.overForeignPods(first, 3).run(30).is(Step.AT_START);
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void whatPersonsWereAskedForNeverComesInBecauseItFailedAndMayNotGoBack(Strategy strategy) {
        Scenario gate = Scenario.of(
                        Rollouts.deploy().by(strategy).withoutRollback().asking(), 3)
                .run(30)
                .is(Step.AT_GATE);
        gate.newPodsCrash = true;

        gate.run((int) Gate.GRACE.toSeconds() + 60).is(Step.ROLLED_BACK).endedNative();
        assertThat(gate.deployment().template.release()).isEqualTo(OLD);
    }

    @Test
    void whatPersonsLetThroughWhollyMayBeLeftAsItIs() {
        Scenario gate = Scenario.of(
                        Rollouts.deploy()
                                .by(Strategy.CANARY)
                                .gates(Scenario.gates(true, HOUR))
                                .withoutRollback()
                                .asking(),
                        3)
                .run(30)
                .promote(new Grant.All())
                .run(30)
                .is(Step.HOLDING);
        gate.newPodsCrash = true;

        gate.run(60).is(Step.FAILED).endedNative();
    }

    @Test
    void promotesByItselfAfterAQuietTime() {
        GatePolicy policy = new GatePolicy(
                true, Duration.ZERO, Optional.of(Duration.ofMinutes(5)), Optional.empty(), OnTimeout.ABORT);

        with(Strategy.CANARY, policy).run(280).is(Step.AT_GATE).run(60).is(Step.SUCCEEDED);
    }

    @Test
    void theQuietTimeStartsAnewWithEveryRestart() {
        GatePolicy policy = new GatePolicy(
                true, Duration.ZERO, Optional.of(Duration.ofMinutes(5)), Optional.empty(), OnTimeout.ABORT);
        Scenario gate = with(Strategy.CANARY, policy).run(200);
        gate.newPodsCrash = true;
        gate.run(2);
        gate.newPodsCrash = false;

        gate.run(280).is(Step.AT_GATE).run(60).is(Step.SUCCEEDED);
    }

    @Test
    void theQuietTimeStartsAnewWithEveryFailedProbeOfANewPod() {
        GatePolicy policy = new GatePolicy(
                true, Duration.ZERO, Optional.of(Duration.ofMinutes(5)), Optional.empty(), OnTimeout.ABORT);
        Scenario gate = with(Strategy.CANARY, policy);
        Instant failed = START.plusSeconds(200);

        assertThat(afterAFailedProbe(gate, NEW, failed)).isEqualTo(Step.AT_GATE);
        assertThat(afterAFailedProbe(gate, OLD, failed)).isEqualTo(Step.SWITCHING);
    }

    private static Step afterAFailedProbe(Scenario gate, long release, Instant failed) {
        Instant now = START.plusSeconds(400);
        Observation seen = gate.cluster().seen(now);
        String pod = seen.pods().stream()
                .filter(each -> each.release().filter(r -> r == release).isPresent())
                .findFirst()
                .orElseThrow()
                .name();
        EventView probe = new EventView(
                "Pod", pod, Optional.empty(), Optional.empty(), true, "Unhealthy", "503", 1, failed, failed);
        Observation with = new Observation(
                seen.workload(),
                seen.sets(),
                seen.pods(),
                List.of(probe),
                seen.growth(),
                seen.services(),
                seen.scaler());
        return RolloutMachine.decide(gate.state(), with, now).next().step();
    }

    @Test
    void aCanaryHasNoParts() {
        Scenario gate = atGate(Strategy.CANARY);

        assertThat(gate.promotes(new Grant.More(1))).isFalse();
        assertThat(gate.promotes(new Grant.Share(50))).isFalse();
        gate.promote(new Grant.Share(100)).run(30).is(Step.SUCCEEDED);
    }

    @Test
    void aShareIsRoundedUp() {
        Scenario gate = Scenario.of(Rollouts.deploy().by(Strategy.MANUAL), 5).run(30);

        gate.promote(new Grant.Share(50)).run(30).is(Step.AT_GATE);
        assertThat(gate.cluster().ready(NEW)).isEqualTo(3);
        assertThat(gate.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void nobodyConfirmsOutsideOfAGate() {
        Scenario early = Scenario.of(Rollouts.deploy().by(Strategy.CANARY), 3).run(2);

        assertThat(early.promotes(new Grant.All())).isFalse();
    }

    @Test
    void aFirstDeployHasNoGate() {
        Scenario first = Scenario.of(Rollouts.deploy().by(Strategy.CANARY).first(), 3);
        first.others(() -> first.cluster().deployment = Optional.empty());

        first.run(30).is(Step.SUCCEEDED);
        assertThat(first.state().staging()).isEmpty();
    }

    @Test
    void ofASinglePodTheOldOneStaysUntilAPersonConfirms() {
        Scenario gate =
                Scenario.of(Rollouts.deploy().by(Strategy.MANUAL), 1).run(40).is(Step.AT_GATE);

        assertThat(gate.cluster().ready(OLD)).isEqualTo(1);
        assertThat(gate.cluster().serving()).isEqualTo(2);
        gate.promote(new Grant.More(1)).run(40).is(Step.SUCCEEDED).endedNative();
    }

    @Test
    void wakesUpByItselfWhenItsTimeIsOver() {
        Duration quarter = Duration.ofMinutes(15);
        GatePolicy both = new GatePolicy(true, Duration.ZERO, Optional.of(quarter), Optional.of(HOUR), OnTimeout.ABORT);
        GatePolicy timeout = new GatePolicy(true, Duration.ZERO, Optional.empty(), Optional.of(HOUR), OnTimeout.ABORT);

        assertThat(wakesAfter(both)).isEqualTo(quarter);
        assertThat(wakesAfter(timeout)).isEqualTo(HOUR);
    }

    private static Duration wakesAfter(GatePolicy policy) {
        Scenario gate = with(Strategy.CANARY, policy);
        Instant now = START.plusSeconds(20);
        Decision waits = RolloutMachine.decide(gate.state(), gate.cluster().seen(now), now);
        return Duration.between(gate.state().gateSince(), waits.wakeAt().orElseThrow());
    }
}
