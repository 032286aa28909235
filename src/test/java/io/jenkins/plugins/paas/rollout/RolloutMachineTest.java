package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.imageOf;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static io.jenkins.plugins.paas.testing.Observations.withoutWorkload;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutMachineTest {
    private static final Observation OLD_RUNS =
            showing(deployment(OLD, 3).complete()).seen();

    @Test
    void aPlainRolloutBeginsWithoutALookAndOneThatAsksOrStagesDoesNot() {
        Rollout plain = Rollouts.deploy().planned();
        Rollout asking = Rollouts.deploy().asking().planned();
        Rollout staged = Rollouts.deploy().by(Strategy.CANARY).staged();

        assertThat(RolloutMachine.begun(plain, START))
                .isEqualTo(RolloutMachine.decide(plain, OLD_RUNS, START).next());
        assertThat(RolloutMachine.begun(asking, START)).isEqualTo(asking);
        assertThat(RolloutMachine.begun(staged, START)).isEqualTo(staged);
    }

    @Test
    void appliesAfterItsFirstStepIsSaved() {
        Decision decision = RolloutMachine.decide(Rollouts.deploy().planned(), OLD_RUNS, START);

        assertThat(decision.next().step()).isEqualTo(Step.APPLYING);
        assertThat(decision.effects()).containsExactly(new Effect.Apply(NEW));
    }

    @Test
    void appliesAgainUntilToldThatAllWasAppliedThoughTheTemplateIsThereAlready() {
        Rollout applying = Rollouts.deploy().in(Step.APPLYING);

        Decision decision = RolloutMachine.decide(
                applying, showing(deployment(NEW, 3).complete()).seen(), at(5));

        assertThat(decision).isEqualTo(Decision.act(applying, new Effect.Apply(NEW)));
    }

    @Test
    void watchesOnceAllWasApplied() {
        Rollout applied = RolloutMachine.applied(Rollouts.deploy().in(Step.APPLYING), templateOf(NEW), at(1));

        assertThat(applied.step()).isEqualTo(Step.PROGRESSING);
        assertThat(applied.deadline()).isEqualTo(at(1).plus(Rollouts.TIMEOUT));
    }

    @Test
    void waitsWhileTheWatchStillShowsWhatWasThereBefore() {
        Rollout state = Rollouts.deploy().in(Step.PROGRESSING);

        Decision decision = RolloutMachine.decide(state, OLD_RUNS, at(1));

        assertThat(decision.next()).isEqualTo(state);
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.wakeAt()).contains(START.plus(Arrival.GRACE));
    }

    @Test
    void takesATemplateThatNeverShowsUpForChangedByOthers() {
        Decision decision =
                RolloutMachine.decide(Rollouts.deploy().in(Step.PROGRESSING), OLD_RUNS, START.plus(Arrival.GRACE));

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CHANGED_BY_OTHERS);
        assertThat(decision.next().diagnosis().orElseThrow().sentence())
                .contains("Release 7 was applied, and 30 s later Deployment shop has release 6 and image");
    }

    @Test
    void remembersTheTemplateThatItSawArrive() {
        Observation seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3)).seen();

        Decision decision = RolloutMachine.decide(Rollouts.deploy().in(Step.PROGRESSING), seen, at(1));

        assertThat(decision.next().template())
                .contains(new Rollout.Template(seen.workload().orElseThrow().template(), true));
        assertThat(decision.wakeAt()).contains(START.plus(Rollouts.TIMEOUT));
    }

    @Test
    void succeedsWhenAllPodsAreNewAndAvailable() {
        Decision decision = decide(showing(deployment(NEW, 3).complete()).seen());

        assertThat(decision.next().step()).isEqualTo(Step.SUCCEEDED);
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.wakeAt()).isEmpty();
    }

    @Test
    void succeedsWithNoReplicasAtAll() {
        assertThat(decide(showing(deployment(NEW, 0)).seen()).next().step()).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void succeedsWhileOldPodsAreStillTerminating() {
        Observation seen = showing(deployment(NEW, 1).complete())
                .and(pod("shop-old", OLD).leaving(at(1), at(31)))
                .seen();

        assertThat(decide(seen).next().step()).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void believesAPodThatCrashedOnlyWhenItStaysReady() {
        Observation seen = showing(deployment(NEW, 1).complete())
                .and(pod("shop-a", NEW)
                        .ready(at(20))
                        .with(container("app").restarts(1).running(at(20)).ready()))
                .seen();

        Decision first = decide(seen);
        assertThat(first.next().step()).isEqualTo(Step.PROGRESSING);
        assertThat(first.next().mostReady()).isEqualTo(1);
        assertThat(first.wakeAt()).contains(at(30));
        assertThat(RolloutMachine.decide(first.next(), seen, at(29)).next().step())
                .isEqualTo(Step.PROGRESSING);
        assertThat(RolloutMachine.decide(first.next(), seen, at(30)).next().step())
                .isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void doesNotMindWhetherPodsOfLongAgoOrThatLeaveOrAreOldCrashed() {
        Observation seen = showing(deployment(NEW, 1).complete())
                .and(pod("shop-a", NEW).ready(at(20)))
                .and(pod("shop-b", NEW).with(container().restarts(1)).leaving(at(1), at(31)))
                .and(pod("shop-c", NEW)
                        .ready(at(-6000))
                        .createdAt(at(-7000))
                        .with(container().restarts(9).ready()))
                .and(pod("shop-o", OLD).with(container().restarts(1)))
                .seen();

        assertThat(decide(seen).next().step()).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void doesNotTrustAStatusOlderThanTheTemplate() {
        assertThat(decide(showing(deployment(NEW, 3).complete().generation(2, 1))
                                .seen())
                        .next()
                        .step())
                .isEqualTo(Step.PROGRESSING);
    }

    @Test
    void waitsForTheLastOldPodToBeTakenAway() {
        assertThat(decide(showing(deployment(NEW, 3).pods(4, 3, 4, 4)).seen())
                        .next()
                        .step())
                .isEqualTo(Step.PROGRESSING);
    }

    @Test
    void waitsUntilReadyPodsCountAsAvailable() {
        assertThat(decide(showing(deployment(NEW, 3).pods(3, 3, 3, 2)).seen())
                        .next()
                        .step())
                .isEqualTo(Step.PROGRESSING);
    }

    @Test
    void waitsUntilAllPodsAreUpdated() {
        assertThat(decide(showing(deployment(NEW, 3).pods(2, 2, 2, 2)).seen())
                        .next()
                        .step())
                .isEqualTo(Step.PROGRESSING);
    }

    @Test
    void endsWithoutFightingWhenTheTemplateIsChangedInTheMiddle() {
        Decision decision = decide(showing(deployment(NEW, 3)
                        .image("registry.example.com/apps/shop:by-hand")
                        .pods(4, 1, 3, 3))
                .seen());

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.next().diagnosis().orElseThrow().sentence()).contains("by-hand");
    }

    @Test
    void endsWithoutFightingWhenMoreOfTheTemplateIsChangedThanItsImage() {
        Decision decision = decide(
                showing(deployment(NEW, 3).template("with another variable").pods(4, 1, 3, 3))
                        .seen());

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CHANGED_BY_OTHERS);
        assertThat(decision.next().diagnosis().orElseThrow().sentence())
                .endsWith("has release 7 and image " + imageOf(NEW)
                        + ", and its pod template is not the one that was applied.");
    }

    @Test
    void noticesThatTheTemplateWasChangedBeforeAnybodyLooked() {
        Rollout applied = RolloutMachine.applied(Rollouts.deploy().in(Step.APPLYING), templateOf(NEW), at(1));
        Observation theirs =
                showing(deployment(NEW, 3).image("by-hand").complete()).seen();

        assertThat(RolloutMachine.decide(applied, theirs, at(2)).next().step()).isEqualTo(Step.PROGRESSING);
        Decision late = RolloutMachine.decide(applied, theirs, at(32));
        assertThat(late.next().step()).isEqualTo(Step.FAILED);
        assertThat(late.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CHANGED_BY_OTHERS);
    }

    @Test
    void endsWithoutFightingWhenAnotherReleaseAppears() {
        Decision decision = decide(showing(deployment(8, 3).complete()).seen());

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.next().diagnosis().orElseThrow().sentence()).contains("release 8");
    }

    @Test
    void endsWhenTheWorkloadIsDeletedInTheMiddle() {
        Decision decision = decide(withoutWorkload().seen());

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CHANGED_BY_OTHERS);
        assertThat(decision.next().diagnosis().orElseThrow().sentence())
                .contains("somebody else changed its workload: it is not there");
    }

    @Test
    void goesBackAtOnceWhenTheNewPodsAreDoomed() {
        Decision decision = decide(doomed());

        assertThat(decision.next().step()).isEqualTo(Step.RESTORING);
        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CRASH_LOOP);
        assertThat(decision.effects()).containsExactly(new Effect.Apply(OLD));
    }

    @Test
    void leavesAFirstDeployThatFailsForInspection() {
        assertLeftAlone(Rollouts.deploy().first());
    }

    @Test
    void leavesAFailureForInspectionWhenToldSo() {
        assertLeftAlone(Rollouts.deploy().withoutRollback());
    }

    @Test
    void leavesARollbackThatFailsToPeople() {
        assertLeftAlone(Rollouts.deploy().asRollback());
    }

    @Test
    void cannotGoBackToTheReleaseThatFails() {
        assertLeftAlone(Rollouts.deploy().goingBackTo(NEW));
    }

    private static void assertLeftAlone(Rollouts rollouts) {
        Decision decision = RolloutMachine.decide(rollouts.progressing(), doomed(), at(20));

        assertThat(decision.next().step()).isEqualTo(Step.FAILED);
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.wakeAt()).isEmpty();
        assertThat(decision.next().diagnosis()).map(Diagnosis::code).contains(Code.E_CRASH_LOOP);
    }

    @Test
    void countsItsDeadlineFromTheLastProgress() {
        Observation seen = showing(deployment(NEW, 3).pods(4, 2, 3, 3))
                .and(pod("shop-a", NEW).ready(at(60)))
                .and(pod("shop-b", NEW).with(container()))
                .seen();

        Decision decision = RolloutMachine.decide(Rollouts.deploy().progressing(), seen, at(60));

        assertThat(decision.next().mostReady()).isEqualTo(1);
        assertThat(decision.wakeAt()).contains(at(60).plus(Rollouts.TIMEOUT));
    }

    @Test
    void doesNotTakeFlappingForProgress() {
        Rollout best = Rollouts.deploy().progressing().progressed(2, at(30));
        Observation seen = showing(deployment(NEW, 3).pods(4, 2, 3, 3))
                .and(pod("shop-a", NEW).ready(at(60)))
                .and(pod("shop-b", NEW).ready(at(50)))
                .seen();

        assertThat(RolloutMachine.decide(best, seen, at(60)).next()).isEqualTo(best);
    }

    @Test
    void doesNotCountReadyPodsThatAreLeavingOrOld() {
        Observation seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW).ready(at(1)).leaving(at(2), at(32)))
                .and(pod("shop-o", OLD).ready(at(1)))
                .seen();

        assertThat(decide(seen).next().mostReady()).isZero();
    }

    @Test
    void failsWhenTimeIsOutAndNamesTheBestKnownCause() {
        Observation seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW).with(container().starting(at(5)).probe("startup", 10, 90)))
                .seen();
        Rollout state = Rollouts.deploy().progressing();

        assertThat(RolloutMachine.decide(state, seen, state.deadline().minusMillis(1))
                        .next()
                        .step())
                .isEqualTo(Step.PROGRESSING);
        Decision decision = RolloutMachine.decide(state, seen, state.deadline());

        assertThat(decision.next().step()).isEqualTo(Step.RESTORING);
        Diagnosis why = decision.next().diagnosis().orElseThrow();
        assertThat(why.code()).isEqualTo(Code.E_NO_PROGRESS);
        assertThat(why.sentence()).contains("10 min").contains("container app").contains("to start");
        assertThat(why.pod()).contains("shop-a");
    }

    @Test
    void keepsTheCodeOfTheBestKnownCauseInTheEvidence() {
        Observation seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW).with(container().waiting("ErrImagePull", "i/o timeout")))
                .seen();
        Rollout state = Rollouts.deploy().progressing();

        Diagnosis why = RolloutMachine.decide(state, seen, state.deadline())
                .next()
                .diagnosis()
                .orElseThrow();

        assertThat(why.evidence())
                .containsExactly(
                        "E_IMAGE_PULL: The image " + imageOf(NEW) + " could not be pulled; the kubelet tries again.",
                        "container app waits: ErrImagePull: i/o timeout");
    }

    @Test
    void doesNotRepeatAnUnnamedCauseInTheEvidence() {
        Observation seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW).with(container()))
                .seen();
        Rollout state = Rollouts.deploy().progressing();

        assertThat(RolloutMachine.decide(state, seen, state.deadline())
                        .next()
                        .diagnosis()
                        .orElseThrow()
                        .evidence())
                .containsExactly("container app waits: ContainerCreating");
    }

    @Test
    void wakesWhenACauseSettlesByTimeButNotAfterItsDeadline() {
        Observation soon = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW).with(container().running(at(10)).probe("readiness", 5, 3)))
                .seen();
        Observation late = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW).with(container().running(at(10)).probe("readiness", 60, 30)))
                .seen();

        assertThat(decide(soon).wakeAt()).contains(at(10 + 15 + 1));
        assertThat(decide(late).wakeAt()).contains(START.plus(Rollouts.TIMEOUT));
    }

    @Test
    void failsWhenTimeIsOutThoughNothingIsKnown() {
        Rollout state = Rollouts.deploy().progressing();

        Decision decision =
                RolloutMachine.decide(state, showing(deployment(NEW, 3)).seen(), state.deadline());

        assertThat(decision.next().diagnosis().orElseThrow().suggestion()).contains("e-no-progress.md");
    }

    @Test
    void givesAResumedRolloutItsWholeTimeAgain() {
        Instant later = at(100_000);

        Rollout resumed = RolloutMachine.resumed(Rollouts.deploy().progressing(), later);

        assertThat(resumed.deadline()).isEqualTo(later.plus(Rollouts.TIMEOUT));
        assertThat(resumed.template()).isPresent();
        assertThat(resumed.step()).isEqualTo(Step.PROGRESSING);
    }

    @Test
    void resumesNothingThatIsOver() {
        Rollout over = Rollouts.deploy().in(Step.FAILED);

        assertThat(RolloutMachine.resumed(over, at(100))).isSameAs(over);
    }

    @Test
    void goesBackWhenTheApiServerRefusesTheObjects() {
        Rollout next = RolloutMachine.refused(Rollouts.deploy().in(Step.APPLYING), refusal(), at(1));

        assertThat(next.step()).isEqualTo(Step.RESTORING);
        assertThat(next.diagnosis()).contains(refusal());
    }

    @Test
    void endsWhenTheApiServerRefusesTheObjectsOfAFirstDeploy() {
        assertThat(RolloutMachine.refused(Rollouts.deploy().first().in(Step.APPLYING), refusal(), at(1))
                        .step())
                .isEqualTo(Step.FAILED);
    }

    @Test
    void ignoresARefusalThatItDidNotWaitFor() {
        Rollout state = Rollouts.deploy().progressing();

        assertThat(RolloutMachine.refused(state, refusal(), at(1))).isSameAs(state);
        assertThat(RolloutMachine.applied(state, templateOf(NEW), at(1))).isSameAs(state);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"SUCCEEDED", "ROLLED_BACK", "FAILED"})
    void neverGoesOnFromAnEnd(Step end) {
        Rollout over = Rollouts.deploy().in(end);

        assertThat(RolloutMachine.decide(over, doomed(), at(10_000))).isEqualTo(Decision.end(over));
        assertThat(RolloutMachine.applied(over, templateOf(NEW), at(10_000))).isSameAs(over);
        assertThat(RolloutMachine.refused(over, refusal(), at(10_000))).isSameAs(over);
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"MANUAL", "CANARY"})
    void goesInAsRollingWhereNoOriginalsAreKnown(Strategy strategy) {
        Rollout planned = Rollouts.deploy().by(strategy).planned();

        assertThat(RolloutMachine.decide(planned, OLD_RUNS, START).effects()).containsExactly(new Effect.Apply(NEW));
    }

    private static Diagnosis refusal() {
        return new Diagnosis(
                Code.E_ADMISSION,
                "refused",
                "ask",
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.List.of(),
                java.util.List.of());
    }

    static Observation doomed() {
        return showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-a", NEW)
                        .with(container()
                                .waiting("CrashLoopBackOff", "back-off 10s restarting failed container=app")
                                .restarts(1)
                                .last(1, "Error", "", at(10))))
                .seen();
    }

    private static Decision decide(Observation seen) {
        return RolloutMachine.decide(Rollouts.deploy().progressing(), seen, at(20));
    }
}
