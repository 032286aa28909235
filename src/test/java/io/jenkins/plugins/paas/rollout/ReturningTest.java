package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static io.jenkins.plugins.paas.testing.Observations.withoutWorkload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.testing.Rollouts;
import org.junit.jupiter.api.Test;

/** The way back to the last good Release. */
class ReturningTest {
    /** The Rollout as it goes back, with the reason why. */
    private static Rollout restoring() {
        return RolloutMachine.decide(Rollouts.deploy().progressing(), RolloutMachineTest.doomed(), at(20))
                .next();
    }

    private static Rollout returning() {
        return RolloutMachine.applied(restoring(), templateOf(OLD), at(21));
    }

    @Test
    void appliesTheLastGoodReleaseUntilToldThatAllWasApplied() {
        Rollout state = restoring();

        Decision decision = RolloutMachine.decide(
                state, showing(deployment(OLD, 3).complete()).seen(), at(500));

        assertThat(decision).isEqualTo(Decision.act(state, new Effect.Apply(OLD)));
    }

    @Test
    void watchesOnceTheLastGoodReleaseWasApplied() {
        Rollout state = returning();

        assertThat(state.step()).isEqualTo(Step.RETURNING);
        assertThat(state.diagnosis()).map(Diagnosis::code).contains(Code.E_CRASH_LOOP);
        assertThat(state.deadline()).isEqualTo(at(21).plus(Rollouts.TIMEOUT));
    }

    @Test
    void endsWhenTheLastGoodReleaseRunsAgain() {
        Decision decision = decide(showing(deployment(OLD, 3).complete()).seen());

        assertThat(decision.next().step()).isEqualTo(Step.ROLLED_BACK);
        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CRASH_LOOP);
        assertThat(decision.effects()).isEmpty();
    }

    @Test
    void believesAReturningPodThatCrashedOnlyWhenItStaysReady() {
        Observation seen = showing(deployment(OLD, 1).complete())
                .and(pod("shop-o", OLD)
                        .ready(at(30))
                        .with(container("app").restarts(1).running(at(30)).ready()))
                .seen();

        Decision first = decide(seen);
        assertThat(first.next().step()).isEqualTo(Step.RETURNING);
        assertThat(first.wakeAt()).contains(at(40));
        assertThat(RolloutMachine.decide(first.next(), seen, at(40)).next().step())
                .isEqualTo(Step.ROLLED_BACK);
    }

    @Test
    void waitsWhileTheWatchStillShowsTheFailedRelease() {
        Decision decision = decide(RolloutMachineTest.doomed());

        assertThat(decision.next()).isEqualTo(returning());
        assertThat(decision.wakeAt()).contains(at(21).plus(Arrival.GRACE));
    }

    @Test
    void doesNotJudgeThePodsOfTheFailedRelease() {
        Observation seen = showing(deployment(OLD, 3).pods(4, 3, 3, 3))
                .and(pod("shop-a", NEW)
                        .with(container()
                                .waiting("CrashLoopBackOff", "")
                                .restarts(2)
                                .last(1, "", "", at(9))))
                .seen();

        Decision decision = decide(seen);

        assertThat(decision.next().step()).isEqualTo(Step.RETURNING);
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.next().template()).contains(new Rollout.Template(templateOf(OLD), true));
    }

    @Test
    void failsWithBothFactsWhenTheLastGoodReleaseIsDoomedToo() {
        Observation seen = showing(deployment(OLD, 3).pods(4, 1, 2, 2))
                .and(pod("shop-o", OLD)
                        .with(container().waiting("CreateContainerConfigError", "secret \"login\" not found")))
                .seen();

        Decision decision = decide(seen);

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.effects()).isEmpty();
        Diagnosis why = decision.next().diagnosis().orElseThrow();
        assertThat(why.code()).isEqualTo(Code.E_CRASH_LOOP);
        assertThat(why.sentence()).contains("crashes again", "Going back to release 6 failed too", "Secret login");
        assertThat(why.suggestion()).contains("e-crash-loop.md", "e-config-missing.md");
        assertThat(String.join("\n", why.evidence())).contains("exit code 1", "Release 6: E_CONFIG_MISSING", "secret");
        assertThat(why.pod()).contains("shop-a");
    }

    @Test
    void failsWhenTheLastGoodReleaseDoesNotComeBackInItsOwnTime() {
        Observation seen = showing(deployment(OLD, 3).pods(3, 3, 2, 2)).seen();
        Rollout state = returning();

        Decision before = RolloutMachine.decide(state, seen, state.deadline().minusMillis(1));
        Decision after = RolloutMachine.decide(state, seen, state.deadline());

        assertThat(before.next().step()).isEqualTo(Step.RETURNING);
        assertThat(before.wakeAt()).contains(state.deadline());
        assertThat(after.next().step()).isEqualTo(Step.FAILED);
        assertThat(after.next().diagnosis().orElseThrow().sentence()).contains("No more pods of release 6");
    }

    @Test
    void wakesWhenACauseOfTheReturningPodsSettlesByTime() {
        Observation seen = showing(deployment(OLD, 3).pods(3, 3, 2, 2))
                .and(pod("shop-o", OLD).with(container().running(at(30)).probe("readiness", 5, 2)))
                .seen();

        assertThat(RolloutMachine.decide(returning(), seen, at(31)).wakeAt()).contains(at(30 + 5 * 2 + 1));
    }

    @Test
    void givesEachReadyPodOfTheLastGoodReleaseNewTime() {
        Observation seen = showing(deployment(OLD, 3).pods(3, 3, 2, 2))
                .and(pod("shop-o", OLD).ready(at(30)))
                .seen();

        Decision decision = RolloutMachine.decide(returning(), seen, at(100));

        assertThat(decision.next().mostReady()).isEqualTo(1);
        assertThat(decision.wakeAt()).contains(at(100).plus(Rollouts.TIMEOUT));
    }

    @Test
    void doesNotFightWhenSomebodyElseChangesTheTemplateOnTheWayBack() {
        Decision decision = RolloutMachine.decide(
                returning().arrived(templateOf(OLD)),
                showing(deployment(8, 3).complete()).seen(),
                at(30));

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.next().diagnosis().orElseThrow().sentence()).contains("somebody else changed");
    }

    @Test
    void endsWhenTheWorkloadIsDeletedOnTheWayBack() {
        Decision decision = RolloutMachine.decide(returning(), withoutWorkload().seen(), at(21).plus(Arrival.GRACE));

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
    }

    @Test
    void endsWhenTheWayBackIsRefused() {
        Diagnosis refusal = RolloutMachine.decide(
                        Rollouts.deploy().progressing(), withoutWorkload().seen(), START)
                .next()
                .diagnosis()
                .orElseThrow();

        Rollout next = RolloutMachine.refused(restoring(), refusal, at(30));

        assertThat(next.step()).isEqualTo(Step.FAILED);
        assertThat(next.diagnosis().orElseThrow().sentence()).contains("crashes again", "not there");
    }

    @Test
    void keepsTheOnlyFactWhenTheFirstIsNotKnown() {
        Rollout state = Rollouts.deploy().in(Step.RETURNING);

        Decision decision =
                RolloutMachine.decide(state, showing(deployment(OLD, 3)).seen(), state.deadline());

        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_NO_PROGRESS);
    }

    @Test
    void cannotReturnWithoutAnythingToReturnTo() {
        Rollout state = Rollouts.deploy().first().in(Step.RETURNING);

        assertThatThrownBy(() -> RolloutMachine.decide(state, withoutWorkload().seen(), START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing to go back to");
    }

    private static Decision decide(Observation seen) {
        return RolloutMachine.decide(returning(), seen, at(30));
    }
}
