package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.statefulSet;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.Rollouts;
import org.junit.jupiter.api.Test;

/** Strategy {@code manual} of a StatefulSet of three pods. */
class OrdinalsTest {
    private static final Observation OLD_RUNS = seen(OLD, 0, 0);

    /** The last so many pods have the new template, all are ready. */
    private static Observation seen(long template, int partition, int fresh) {
        return seen(template, 3, partition, fresh);
    }

    private static Observation seen(long template, int desired, int partition, int fresh) {
        Observations seen = showing(statefulSet(template, desired)
                .partition(partition)
                .pods(desired, fresh, desired, desired)
                .revisions("new", fresh == desired ? "new" : "old"));
        for (int i = 0; i < desired; i++) {
            seen.and(pod("shop-" + i, i >= desired - fresh ? NEW : OLD).ready(at(i)));
        }
        return seen.seen();
    }

    private static Rollout in(Step step) {
        Rollout state = Rollouts.deploy().by(Strategy.MANUAL).staged().to(step, START);
        return state.staged(state.staging().orElseThrow().confirmed(1)).arrived(templateOf(NEW));
    }

    private static Decision decide(Rollout state, Observation seen) {
        return RolloutMachine.decide(state, seen, at(40));
    }

    @Test
    void bringsTheLastPodFirst() {
        Decision first =
                RolloutMachine.decide(Rollouts.deploy().by(Strategy.MANUAL).staged(), OLD_RUNS, START);
        assertThat(first.next().step()).isEqualTo(Step.APPLYING);

        assertThat(RolloutMachine.decide(first.next(), OLD_RUNS, START).effects())
                .as("more pods may come with it, and none of them is to be a new one")
                .containsExactly(new Effect.Apply(NEW, new Effect.Entrance.Partitioned(Ordinals.ALL_HELD)));
        assertThat(RolloutMachine.applied(first.next(), templateOf(NEW), START).step())
                .isEqualTo(Step.FIRST_POD);
    }

    @Test
    void asksOnceItIsReady() {
        assertThat(decide(in(Step.FIRST_POD), seen(NEW, 2, 0)).next().step()).isEqualTo(Step.FIRST_POD);
        assertThat(decide(in(Step.FIRST_POD), seen(NEW, 2, 1)).next().step()).isEqualTo(Step.AT_GATE);
    }

    @Test
    void bringsAsManyMoreAsAreConfirmed() {
        Rollout adding = RolloutMachine.promoted(in(Step.AT_GATE), new Grant.More(1), at(40));
        assertThat(adding.step()).isEqualTo(Step.ADDING);

        assertThat(decide(adding, seen(NEW, 2, 1)).effects()).containsExactly(new Effect.Partition(1));
        assertThat(decide(adding, seen(NEW, 1, 1)).next().step()).isEqualTo(Step.ADDING);
        assertThat(decide(adding, seen(NEW, 1, 2)).next().step()).isEqualTo(Step.AT_GATE);
    }

    @Test
    void goesOnNativelyWhenAllAreConfirmed() {
        Rollout all = RolloutMachine.promoted(in(Step.AT_GATE), new Grant.All(), at(40));
        assertThat(all.step()).isEqualTo(Step.THAWING);

        assertThat(decide(all, seen(NEW, 2, 1)).effects()).containsExactly(new Effect.Partition(0));
        Decision thawed = decide(all, seen(NEW, 0, 1));
        assertThat(thawed.next().step()).isEqualTo(Step.PROGRESSING);
        assertThat(decide(thawed.next(), seen(NEW, 0, 3)).next().step()).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void asManyAsThereAreIsAll() {
        Rollout adding = RolloutMachine.promoted(in(Step.AT_GATE), new Grant.More(2), at(40));

        assertThat(decide(adding, seen(NEW, 2, 1)).next().step()).isEqualTo(Step.THAWING);
    }

    @Test
    void aPartitionTakenAwayByHandIsAPromotionOfAll() {
        Decision decision = decide(in(Step.AT_GATE), seen(NEW, 0, 1));

        assertThat(decision.next().step()).isEqualTo(Step.THAWING);
        assertThat(decision.next().staging().orElseThrow().unapproved()).isTrue();
    }

    @Test
    void podsThatComeByScalingUpAreNewOnes() {
        Decision decision = decide(in(Step.AT_GATE), seen(NEW, 5, 2, 3));

        assertThat(decision.next().step()).isEqualTo(Step.AT_GATE);
        assertThat(decision.next().staging().orElseThrow().pods()).isEqualTo(3);
    }

    @Test
    void neverTakesConfirmedPodsBackWhenScaledUp() {
        assertThat(decide(in(Step.FIRST_POD), seen(NEW, 5, 2, 1)).effects()).isEmpty();
    }

    @Test
    void movesThePartitionDownWhenScaledDown() {
        assertThat(decide(in(Step.FIRST_POD), seen(NEW, 2, 2, 0)).effects()).containsExactly(new Effect.Partition(1));
    }

    @Test
    void anAbortAppliesTheOldReleaseAndDeletesThePodThatNeverBecameReady() {
        Rollout back = RolloutMachine.aborted(in(Step.FIRST_POD), at(40));
        assertThat(back.step()).isEqualTo(Step.TURNING_BACK);
        Decision restoring = decide(back, seen(NEW, 2, 1));
        assertThat(restoring.next().step()).isEqualTo(Step.RESTORING);
        assertThat(restoring.effects()).containsExactly(new Effect.Apply(OLD));

        Rollout returning = RolloutMachine.applied(restoring.next(), templateOf(OLD), at(41));
        Observations hung = showing(statefulSet(OLD, 3).pods(3, 2, 2, 2).revisions("new", "old"))
                .and(pod("shop-0", OLD).ready(at(1)))
                .and(pod("shop-1", OLD).ready(at(1)))
                .and(pod("shop-2", NEW).with(container().waiting("ImagePullBackOff", "")));
        assertThat(decide(returning, hung.seen()).effects()).containsExactly(new Effect.DeletePod("shop-2"));
        Observations whole = showing(statefulSet(OLD, 3).complete());
        assertThat(decide(returning, whole.seen()).next().step()).isEqualTo(Step.ABORTED);
    }

    @Test
    void aChangedTemplateEndsWithoutAPartition() {
        Observation changed = showing(
                        statefulSet(NEW, 3).image("by-hand").partition(2).pods(3, 1, 3, 3))
                .seen();

        Decision decision = decide(in(Step.AT_GATE), changed);
        assertThat(decision.next().step()).isEqualTo(Step.THAWING);
        assertThat(decision.next().diagnosis().orElseThrow().code()).isEqualTo(Code.E_CHANGED_BY_OTHERS);
        assertThat(decide(decision.next(), changed).effects()).containsExactly(new Effect.Partition(0));
    }
}
