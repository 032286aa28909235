package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.rollout.ModelDeployment.Template;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurningBackTest {
    /** What may not be turned back once it has begun. */
    private static final Set<Step> FINAL = EnumSet.of(Step.DRAINING, Step.UNPINNING, Step.THAWING, Step.SUCCEEDED);

    private static Scenario start(Strategy strategy, boolean traffic) {
        return Scenario.of(Rollouts.deploy().by(strategy).gates(Scenario.gates(traffic, Duration.ofSeconds(10))), 3);
    }

    @ParameterizedTest
    @CsvSource({"CANARY, true", "MANUAL, true", "MANUAL, false"})
    void anAbortAtAnyMomentEndsWithTheOldPodsAndNative(Strategy strategy, boolean traffic) {
        Set<Step> turned = EnumSet.noneOf(Step.class);
        for (int second = 1; second < 50; second++) {
            Scenario run = start(strategy, traffic).run(Math.min(second, 20));
            if (second > 20) {
                run.promote(new Grant.All()).run(second - 20);
            }
            Step step = run.step();
            if (run.aborts()) {
                run.run(60).is(Step.ABORTED).endedNative();
                assertThat(run.cluster().ready(OLD)).as("%s", step).isEqualTo(3);
                assertThat(run.cluster().ready(NEW)).as("%s", step).isZero();
                assertThat(run.state().diagnosis()).isEmpty();
                turned.add(step);
            } else {
                assertThat(FINAL).contains(step);
            }
        }
        assertThat(turned).contains(Step.AT_GATE).contains(strategy == Strategy.CANARY ? Step.HOLDING : Step.FIRST_POD);
    }

    @ParameterizedTest
    @CsvSource({"CANARY, true", "MANUAL, true", "MANUAL, false"})
    void newPodsThatNeverComeUpAreTakenAwayBeforeAnybodyIsAsked(Strategy strategy, boolean traffic) {
        Scenario run = start(strategy, traffic);
        run.newPodsCrash = true;

        run.run(60).is(Step.ROLLED_BACK).because(Code.E_CRASH_LOOP).endedNative();
        assertThat(run.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void wakesUpWhenItWillBePlainThatTheNewPodsDoNotCome() {
        Scenario run = start(Strategy.CANARY, true).run(2);
        Observation seen = run.cluster().seen(at(3));
        Observation refused = new Observation(
                seen.workload(),
                showing(deployment(NEW, 3))
                        .refusedSet(NEW, RecordedTexts.NO_SERVICE_ACCOUNT)
                        .seen()
                        .sets(),
                seen.pods(),
                List.of(),
                seen.growth(),
                seen.services(),
                seen.scaler());

        Decision waits = RolloutMachine.decide(run.state(), refused, at(3));
        Instant plain = waits.wakeAt().orElseThrow();
        assertThat(plain).isBefore(at(60));
        Decision ends = RolloutMachine.decide(waits.next(), refused, plain);
        assertThat(ends.next().diagnosis().map(Diagnosis::code)).contains(Code.E_ADMISSION);
    }

    @Test
    void newPodsThatFailInTheHoldGiveTheRequestsBackAtOnce() {
        Scenario run = Scenario.of(
                        Rollouts.deploy().by(Strategy.CANARY).gates(Scenario.gates(true, Duration.ofMinutes(10))), 3)
                .run(20)
                .promote(new Grant.All())
                .run(5)
                .is(Step.HOLDING);
        run.newPodsCrash = true;

        run.run(3);
        assertThat(run.cluster().serving()).isEqualTo(3);
        run.run(60).is(Step.ROLLED_BACK).because(Code.E_CRASH_LOOP).endedNative();
    }

    @Test
    void theRequestsGoBackBeforeTheNewSetGoes() {
        Scenario run = Scenario.of(
                        Rollouts.deploy().by(Strategy.CANARY).gates(Scenario.gates(true, Duration.ofMinutes(10))), 3)
                .run(20)
                .promote(new Grant.All())
                .run(5)
                .is(Step.HOLDING)
                .abort();

        List<Effect> effects = RolloutMachine.decide(run.state(), run.cluster().seen(at(25)), at(25))
                .effects();
        assertThat(effects.get(0)).isEqualTo(new Effect.Select(new Pin.OfRelease(OLD)));
        assertThat(effects.get(1)).isInstanceOf(Effect.Scale.class);
    }

    @Test
    void anApplyThatWasRefusedHalfWayIsTurnedBack() {
        Rollout applying = Rollouts.deploy().by(Strategy.CANARY).staged().to(Step.APPLYING, START);
        Diagnosis refusal = new Diagnosis(
                Code.E_ADMISSION, "refused", "ask", Optional.empty(), Optional.empty(), List.of(), List.of());

        assertThat(RolloutMachine.refused(applying, refusal, at(1)).step()).isEqualTo(Step.TURNING_BACK);
        assertThat(RolloutMachine.refused(applying.because(refusal).to(Step.RESTORING, at(1)), refusal, at(2))
                        .step())
                .isEqualTo(Step.THAWING);
    }

    @Test
    void aRollingRolloutCanBeAbortedToo() {
        Rollout aborted = RolloutMachine.aborted(Rollouts.deploy().progressing(), at(5));

        assertThat(aborted.step()).isEqualTo(Step.RESTORING);
        assertThat(RolloutMachine.aborted(Rollouts.deploy().first().progressing(), at(5))
                        .step())
                .isEqualTo(Step.PROGRESSING);
        assertThat(RolloutMachine.aborted(Rollouts.deploy().planned(), at(5)).step())
                .isEqualTo(Step.ABORTED);
    }

    @Test
    void anImageChangedByHandOnTheWayBackStays() {
        Scenario run = start(Strategy.CANARY, true).run(20).is(Step.AT_GATE).abort();
        run.others(() -> run.deployment().template = new Template(NEW, "by-hand"));

        run.run(60).is(Step.FAILED).because(Code.E_CHANGED_BY_OTHERS).endedNative();
        assertThat(run.deployment().template.image()).isEqualTo("by-hand");
    }

    @Test
    void aPauseByHandWhileTheOldPodsComeBackIsTakenOffAgain() {
        Scenario run = start(Strategy.MANUAL, true).run(20).is(Step.AT_GATE).abort();
        while (run.step() != Step.RETURNING) {
            run.run(1);
        }
        run.others(() -> run.deployment().paused = true);

        run.run(60).is(Step.ABORTED).endedNative();
        assertThat(run.cluster().ready(OLD)).isEqualTo(3);
    }

    @Test
    void requestsDoNotGoBackToAnUnlabelledSetWhosePodsAreNotReady() {
        Scenario run = Scenario.overForeignPods(
                        Rollouts.deploy().by(Strategy.CANARY).gates(Scenario.gates(true, Duration.ofMinutes(10))), 3)
                .run(20)
                .promote(new Grant.All())
                .run(5)
                .is(Step.HOLDING);
        run.others(() -> run.cluster().sets().stream()
                .filter(set -> set.release().isEmpty())
                .forEach(set -> set.pods.forEach(ModelPod::fails)));
        run.abort();

        assertThat(RolloutMachine.decide(run.state(), run.cluster().seen(at(30)), at(30))
                        .effects())
                .contains(new Effect.Select(new Pin.None()))
                .noneMatch(effect -> effect instanceof Effect.Select select && select.pin() instanceof Pin.OfSet);
    }
}
