package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartGateTest {
    private static final Observation OLD_RUNS = new ModelCluster(ModelCluster.template(OLD), 3, START).seen(START);
    private static final Rollout WAITS = Rollouts.deploy().asking().in(Step.AT_START);

    @Test
    void aRollingUpdateWaitsBeforeAnythingIsDone() {
        Decision decision = RolloutMachine.decide(Rollouts.deploy().asking().planned(), OLD_RUNS, START);

        assertThat(decision.next().step()).isEqualTo(Step.AT_START);
        assertThat(decision.effects()).isEmpty();
        assertThat(RolloutMachine.decide(decision.next(), OLD_RUNS, later(100)))
                .isEqualTo(new Decision(decision.next(), List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void aStrategyWithGatesAsksAtItsOwn(Strategy strategy) {
        Rollout planned = Rollouts.deploy().by(strategy).asking().staged();

        assertThat(RolloutMachine.decide(planned, OLD_RUNS, START).next().step())
                .isEqualTo(Step.APPLYING);
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void whereNothingRunsItWaitsWhateverTheStrategy(Strategy strategy) {
        Rollout planned = Rollouts.deploy().by(strategy).asking().staged();

        Decision decision = RolloutMachine.decide(planned, Observation.NOTHING, START);

        assertThat(decision.next().step()).isEqualTo(Step.AT_START);
        assertThat(decision.next().consent()).isEqualTo(planned.consent());
        assertThat(decision.effects()).isEmpty();
    }

    @Test
    void theOnlyPodOfAStatefulSetIsNotReplacedBeforeAnybodyIsAsked() {
        Rollout planned = Rollouts.deploy().by(Strategy.MANUAL).asking().staged();

        assertThat(RolloutMachine.decide(planned, statefulSet(1), START).next().step())
                .isEqualTo(Step.AT_START);
        assertThat(RolloutMachine.decide(planned, statefulSet(2), START).next().step())
                .isEqualTo(Step.APPLYING);
    }

    @Test
    void onceLetThroughItComesInNatively() {
        Rollout begins = RolloutMachine.promoted(WAITS, new Grant.All(), later(5));

        assertThat(begins.step()).isEqualTo(Step.APPLYING);
        assertThat(RolloutMachine.decide(begins, OLD_RUNS, later(5)).effects()).containsExactly(new Effect.Apply(NEW));
        assertThat(RolloutMachine.applied(begins, templateOf(NEW), later(6)).step())
                .isEqualTo(Step.PROGRESSING);
    }

    @Test
    void itHasNoParts() {
        assertThat(RolloutMachine.promoted(WAITS, new Grant.More(1), later(5))).isSameAs(WAITS);
        assertThat(RolloutMachine.promoted(WAITS, new Grant.Share(99), later(5)))
                .isSameAs(WAITS);
        assertThat(RolloutMachine.promoted(WAITS, new Grant.Share(100), later(5))
                        .step())
                .isEqualTo(Step.APPLYING);
    }

    @Test
    void anAbortNeedsNothingToGoBackTo() {
        Rollout first = Rollouts.deploy().first().asking().in(Step.AT_START);

        Rollout withdrawn = RolloutMachine.aborted(first, later(5));

        assertThat(withdrawn.step()).isEqualTo(Step.WITHDRAWN);
        assertThat(withdrawn.diagnosis()).isEmpty();
        assertThat(RolloutMachine.decide(withdrawn, OLD_RUNS, later(6))).isEqualTo(Decision.end(withdrawn));
    }

    @Test
    void endsWhenNobodyCameInTimeAlsoWhereNothingMayGoBackByItself() {
        Rollout waits = Rollouts.deploy()
                .withoutRollback()
                .gates(timeout(GatePolicy.OnTimeout.ABORT))
                .asking()
                .in(Step.AT_START);

        assertThat(RolloutMachine.decide(waits, OLD_RUNS, later(10)))
                .isEqualTo(Decision.watch(waits, List.of(), later(60)));
        Decision late = RolloutMachine.decide(waits, OLD_RUNS, later(60));
        assertThat(late.next().step()).isEqualTo(Step.WITHDRAWN);
        assertThat(late.next().diagnosis().orElseThrow().code()).isEqualTo(Code.E_NO_PROGRESS);
        assertThat(late.effects()).isEmpty();
    }

    @Test
    void timeDoesNotBeginIt() {
        Rollout waits = Rollouts.deploy()
                .gates(timeout(GatePolicy.OnTimeout.PROMOTE))
                .asking()
                .in(Step.AT_START);

        assertThat(RolloutMachine.decide(waits, OLD_RUNS, later(10_000)))
                .isEqualTo(new Decision(waits, List.of(), Optional.empty()));
    }

    @Test
    void whoGoesOnWithItChangesNothing() {
        assertThat(RolloutMachine.applied(WAITS, templateOf(NEW), later(5))).isSameAs(WAITS);
        assertThat(RolloutMachine.decide(WAITS, Observation.NOTHING, later(5)).next())
                .isEqualTo(WAITS);
    }

    private static GatePolicy timeout(GatePolicy.OnTimeout then) {
        return new GatePolicy(
                true, Duration.ZERO, Optional.of(Duration.ofSeconds(30)), Optional.of(Duration.ofMinutes(1)), then);
    }

    private static Observation statefulSet(int desired) {
        Observations seen =
                Observations.showing(Observations.statefulSet(OLD, desired).pods(desired, desired, desired, desired));
        for (int i = 0; i < desired; i++) {
            seen.and(Observations.pod("shop-" + i, OLD).ready(START));
        }
        return seen.seen();
    }

    private static Instant later(int seconds) {
        return START.plusSeconds(seconds);
    }
}
