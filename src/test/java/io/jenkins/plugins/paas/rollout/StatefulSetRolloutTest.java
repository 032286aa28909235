package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.statefulSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.Rollouts;
import io.jenkins.plugins.paas.testing.WorkloadBuilder;
import org.junit.jupiter.api.Test;

class StatefulSetRolloutTest {
    @Test
    void succeedsWhenTheNewRevisionIsTheCurrentOne() {
        assertThat(step(statefulSet(NEW, 2).complete().revisions("new", "new"))).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void waitsWhileTheCurrentRevisionIsTheOldOne() {
        assertThat(step(statefulSet(NEW, 2).complete().revisions("new", "old"))).isEqualTo(Step.PROGRESSING);
    }

    @Test
    void waitsForTheLastPodToBeReady() {
        assertThat(step(statefulSet(NEW, 2).pods(2, 2, 1, 2))).isEqualTo(Step.PROGRESSING);
    }

    @Test
    void succeedsWithNoReplicasAtAll() {
        assertThat(step(statefulSet(NEW, 0))).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void ignoresRevisionsOfADeployment() {
        assertThat(step(deployment(NEW, 2).complete().revisions("new", "old"))).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void deletesThePodsOfTheFailedReleaseOnTheWayBack() {
        Observations seen = showing(statefulSet(OLD, 3).pods(3, 0, 2, 2))
                .and(pod("shop-0", OLD).ready(at(-900)))
                .and(pod("shop-1", NEW).ready(at(5)))
                .and(pod("shop-2", NEW).with(crashing()))
                .and(pod("shop-3", NEW).with(crashing()).leaving(at(9), at(39)));

        assertThat(RolloutMachine.decide(returning(), seen.seen(), at(30)).effects())
                .containsExactly(new Effect.DeletePod("shop-2"));
    }

    @Test
    void doesNotDeleteAPodOfTheLastGoodReleaseThatIsComingBack() {
        Observations seen = showing(statefulSet(OLD, 3).pods(3, 0, 2, 2))
                .and(pod("shop-2", OLD).with(container().starting(at(28))));

        assertThat(RolloutMachine.decide(returning(), seen.seen(), at(30)).effects())
                .isEmpty();
    }

    @Test
    void deletesNothingBeforeTheControllerHasSeenTheTemplate() {
        Observations seen = showing(statefulSet(OLD, 3).pods(3, 0, 2, 2).generation(3, 2))
                .and(pod("shop-2", NEW).with(crashing()));

        assertThat(RolloutMachine.decide(returning(), seen.seen(), at(30)).effects())
                .isEmpty();
    }

    @Test
    void deletesNothingOfADeployment() {
        Observations seen = showing(deployment(OLD, 3).pods(4, 3, 3, 3))
                .and(pod("shop-x", NEW).with(crashing()));

        assertThat(RolloutMachine.decide(returning(), seen.seen(), at(30)).effects())
                .isEmpty();
    }

    @Test
    void deletesABrokenPodOfBeforeThatHoldsTheNewReleaseUp() {
        Observations seen = showing(statefulSet(NEW, 2).pods(1, 0, 0, 0).revisions("new", "old"))
                .and(pod("shop-0", OLD).with(crashing()));

        Decision decision = RolloutMachine.decide(Rollouts.deploy().progressing(), seen.seen(), at(30));

        assertThat(decision.effects()).containsExactly(new Effect.DeletePod("shop-0"));
        assertThat(decision.next().step()).isEqualTo(Step.PROGRESSING);
        assertThat(decision.wakeAt()).contains(START.plus(Rollouts.TIMEOUT));
    }

    @Test
    void leavesAPodOfBeforeThatMayBecomeReadyToItsController() {
        Observations seen = showing(statefulSet(NEW, 2).pods(2, 0, 1, 1).revisions("new", "old"))
                .and(pod("shop-0", OLD).ready(at(-900)))
                .and(pod("shop-1", OLD).with(container().starting(at(28))));

        assertThat(RolloutMachine.decide(Rollouts.deploy().progressing(), seen.seen(), at(30))
                        .effects())
                .isEmpty();
    }

    @Test
    void doesNotDeleteAPodOfTheNewReleaseOnTheWayForward() {
        Observations seen = showing(statefulSet(NEW, 2).pods(2, 2, 0, 0))
                .and(pod("shop-0", NEW).with(crashing()))
                .and(pod("shop-1", NEW).with(container().starting(at(28))));

        assertThat(RolloutMachine.decide(Rollouts.deploy().progressing(), seen.seen(), at(30))
                        .effects())
                .isEmpty();
    }

    private static Rollout returning() {
        return Rollouts.deploy().in(Step.RETURNING).arrived(templateOf(OLD));
    }

    private static ContainerBuilder crashing() {
        return container().waiting("CrashLoopBackOff", "").restarts(1).last(1, "Error", "", at(9));
    }

    private static Step step(WorkloadBuilder workload) {
        return RolloutMachine.decide(
                        Rollouts.deploy().progressing(), showing(workload).seen(), at(30))
                .next()
                .step();
    }
}
