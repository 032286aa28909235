package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.PodBuilder;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import io.jenkins.plugins.paas.testing.Rollouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosesTest {
    @Test
    void waitsAsLongAsOnePodMayBecomeReady() {
        Observations seen = Judged.with(crashing())
                .and(pod("shop-hash7-fresh", NEW)
                        .with(container().starting(at(9)).probe("startup", 2, 90)));

        Judged.of(seen, at(10)).waitsFor(Code.E_CRASH_LOOP);
    }

    @Test
    void isSureWhenThePodsThatAreNotReadyAreAllLost() {
        Observations seen = Judged.with(crashing())
                .and(pod("shop-hash7-image", NEW)
                        .with(container().waiting("ErrImagePull", RecordedTexts.notFound("x:1"))))
                .and(pod("shop-hash7-ready", NEW).ready(at(3)));

        Judged.of(seen, at(10)).isDoomed(Code.E_CRASH_LOOP);
    }

    @Test
    void givesPodsThatWereThereBeforeTheRolloutTimeToShowThatTheirTroubleWasMended() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .createdAt(at(-600))
                .with(container().waiting("CreateContainerConfigError", "secret \"late\" not found")));

        Judged.of(seen, at(29)).waitsFor(Code.E_CONFIG_MISSING);
        Judged.of(seen, at(30)).isDoomed(Code.E_CONFIG_MISSING);
    }

    @Test
    void givesPodsOfBeforeThatBackOffUntilTheKubeletHasTriedThemAgain() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .createdAt(at(-600))
                .with(container().waiting("CrashLoopBackOff", "").restarts(7).last(1, "Error", "", at(-20))));
        Observations tried = Judged.with(pod(Judged.POD, NEW)
                .createdAt(at(-600))
                .with(container().waiting("CrashLoopBackOff", "").restarts(8).last(1, "Error", "", at(40))));

        Judged.of(seen, at(31)).waitsFor(Code.E_CRASH_LOOP).until(at(330));
        Judged.of(seen, at(330)).isDoomed(Code.E_CRASH_LOOP);
        Judged.of(tried, at(41)).isDoomed(Code.E_CRASH_LOOP);
    }

    @Test
    void condemnsANewPodSoonThoughOurClockIsAhead() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .createdAt(at(-300))
                .with(container().waiting("CrashLoopBackOff", "").restarts(1).last(1, "Error", "", at(-294))));

        Judged.of(seen, at(7)).waitsFor(Code.E_CRASH_LOOP).until(at(40));
    }

    @Test
    void givesPodsOfBeforeTheTimeUntilTheirImageIsPulledAgain() {
        String image = "registry.example.com/apps/shop:7";
        String said = RecordedTexts.notFound(image);
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                        .createdAt(at(-600))
                        .with(container().image(image).waiting("ImagePullBackOff", RecordedTexts.backOff(image, said))))
                .warned(Judged.POD, "Failed", "Failed to pull image \"" + image + "\": " + said, 9, at(-590), at(-20))
                .warned(Judged.POD, "Failed", "Error: ImagePullBackOff", 40, at(-590), at(29));

        Judged.of(seen, at(31)).waitsFor(Code.E_IMAGE_NOT_FOUND).until(at(330));
        Judged.of(
                        seen.warned(
                                Judged.POD,
                                "Failed",
                                "Failed to pull image \"" + image + "\": " + said,
                                1,
                                at(35),
                                at(35)),
                        at(36))
                .isDoomed(Code.E_IMAGE_NOT_FOUND);
    }

    @Test
    void doesNotWaitForAPodOfAnotherReleaseThatIsReplacedAnyway() {
        PodBuilder old = pod("shop-0", OLD)
                .createdAt(at(-600))
                .with(container().waiting("CrashLoopBackOff", "").restarts(7).last(1, "Error", "", at(-20)));
        Observations seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3)).and(old);

        assertThat(Diagnoses.hopeless(Rollouts.deploy().progressing(), old.build(), seen.seen(), at(30)))
                .isTrue();
    }

    @Test
    void isNotMisledByPodsOfAnotherRelease() {
        Observations seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-hash6-crashes", OLD).with(crashing()))
                .and(pod("by-hand", OLD).unlabelled().with(crashing()))
                .and(pod(Judged.POD, NEW).with(container().starting(at(4))));

        Judged.of(seen, at(10)).waitsFor(Code.E_NO_PROGRESS);
    }

    @Test
    void isNotMisledByPodsThatAreLeaving() {
        Observations seen = showing(deployment(NEW, 3).pods(4, 1, 3, 3))
                .and(pod("shop-hash7-gone", NEW).with(crashing()).leaving(at(8), at(38)));

        Judgement judgement = Judged.of(seen, at(10)).judgement();
        assertThat(judgement.doomed()).isFalse();
        assertThat(judgement.explanation()).isEmpty();
    }

    @Test
    void judgesASettledCauseBeforeAnOpenOneOfTheSamePod() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                        .with(container("prepare").init().running(at(3)))
                        .with(container().waiting("CreateContainerConfigError", "configmap \"missing\" not found")))
                .warned(Judged.POD, "NodeNotReady", "Node is not ready", 1, at(9), at(9));

        Judged.of(seen, at(10)).isDoomed(Code.E_CONFIG_MISSING);
    }

    @Test
    void tellsASettledCauseBeforeAnOpenOneOfAnotherPod() {
        Observations seen = showing(deployment(NEW, 3).pods(4, 2, 3, 3))
                .and(pod("shop-a", NEW).with(container().waiting("ErrImagePull", "i/o timeout")))
                .and(pod("shop-b", NEW).with(crashing()));

        Judged.of(seen, at(10)).waitsFor(Code.E_CRASH_LOOP).names("shop-b", "app");
    }

    @Test
    void tellsANamedCauseBeforeAnUnnamedOneOfAnotherPod() {
        Observations seen = showing(deployment(NEW, 3).pods(4, 2, 3, 3))
                .and(pod("shop-a", NEW).with(container()))
                .and(pod("shop-b", NEW).with(container().waiting("ErrImagePull", "i/o timeout")));

        Judged.of(seen, at(10)).waitsFor(Code.E_IMAGE_PULL).names("shop-b", "app");
    }

    @Test
    void explainsAnEvictedPodButDoesNotCountIt() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 0, 3, 3))
                .and(pod("shop-hash7-evicted", NEW).phase("Failed", "Evicted"))
                .warned("shop-hash7-evicted", "Evicted", "The node was low on resource: memory.", 1, at(5), at(5));

        Judged.of(seen, at(10)).waitsFor(Code.E_NODE).says("Evicted").shows("low on resource: memory");
    }

    @Test
    void forgetsAnEvictedPodOnceAnotherTookItsPlace() {
        Observations seen = showing(deployment(NEW, 1).complete())
                .and(pod("shop-hash7-evicted", NEW).phase("Failed", "Evicted"))
                .and(pod("shop-hash7-next", NEW).createdAt(at(6)).ready(at(9)));

        assertThat(Judged.of(seen, at(10)).judgement().explanation()).isEmpty();
    }

    @Test
    void doesNotWaitForAPodThatRanToItsEnd() {
        Observations seen = Judged.with(crashing())
                .and(pod("shop-hash7-evicted", NEW).phase("Failed", "Evicted"))
                .and(pod("shop-hash7-done", NEW).phase("Succeeded", ""));

        Judged.of(seen, at(10)).isDoomed(Code.E_CRASH_LOOP);
    }

    @Test
    void namesWhatHoldsAPodThatDoesNotGo() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 3, 3, 3))
                .and(pod("shop-hash6-stuck", OLD).leaving(at(0), at(30), "example.com/backup"));

        assertThat(Judged.of(seen, at(60)).judgement().explanation()).isEmpty();
        Judged.of(seen, at(61))
                .waitsFor(Code.E_STUCK_TERMINATING)
                .says("example.com/backup")
                .advises("what should remove the finalizer")
                .shows("gone by 2026-11-21T10:00:30Z", "finalizer example.com/backup", "on node node-1");
    }

    @Test
    void namesThePodThatShouldHaveBeenGoneFirst() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 3, 3, 3))
                .and(pod("shop-hash6-b", OLD).leaving(at(5), at(35)))
                .and(pod("shop-hash6-a", OLD).leaving(at(0), at(30)))
                .warned("shop-hash6-a", "FailedKillPod", "error killing pod: timeout", 2, at(31), at(40));

        Judged.of(seen, at(100))
                .waitsFor(Code.E_STUCK_TERMINATING)
                .says("shop-hash6-a", "its node does not confirm it")
                .advises("Look at its node")
                .shows("error killing pod");
    }

    @Test
    void saysWhereAPodStandsThatNothingIsWrongWith() {
        Judged.of(Judged.with(container().waiting("", "")), at(1))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("Waits for the container app of the pod " + Judged.POD + " to be made.");
        Judged.of(Judged.with(container()).noted(Judged.POD, "Pulling", "Pulling image \"x\"", at(1)), at(2))
                .says("The image of the container app of the pod " + Judged.POD + " is being pulled.")
                .shows("ContainerCreating");
        Judged.of(
                        Judged.with(container())
                                .noted(Judged.POD, "Pulling", "Pulling image \"x\"", at(1))
                                .noted(Judged.POD, "Pulled", "Successfully pulled", at(2)),
                        at(2))
                .says("to be made");
        Judged.of(Judged.with(container("prepare").init().running(at(1))), at(2))
                .says("init container prepare", "to finish");
    }

    @Test
    void namesTheContainerThatRunsSoThatItsLogCanBeShownWhenTimeIsOut() {
        Judged.of(Judged.with(container("prepare").init().running(at(1))), at(2))
                .waitsFor(Code.E_NO_PROGRESS)
                .names(Judged.POD, "prepare");
    }

    @Test
    void doesNotWaitForASidecarToFinish() {
        Judged.of(Judged.with(container("proxy").init().starting(at(1)).probe("startup", 2, 90)), at(2))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("init container proxy", "to start");
    }

    @Test
    void tellsThatAPodIsHeldBackByItsGates() {
        Judged.of(Judged.with(pod(Judged.POD, NEW).gated()), at(2))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("scheduling gates")
                .shows("non-empty scheduling gates");
    }

    @Test
    void tellsThatSomebodyPausedTheDeployment() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 0, 3, 3).paused());

        Judged.of(seen, at(5))
                .waitsFor(Code.E_CHANGED_BY_OTHERS)
                .says("Somebody paused Deployment shop")
                .advises("kubectl rollout resume deployment/shop");
        assertThat(Judged.of(Rollouts.deploy().by(Strategy.CANARY), seen, at(5))
                        .judgement()
                        .explanation())
                .isEmpty();
    }

    @Test
    void hasNothingToExplainWhenAllAreReady() {
        Observations seen =
                showing(deployment(NEW, 1).complete()).and(pod(Judged.POD, NEW).ready(at(3)));

        assertThat(Judged.of(seen, at(5)).judgement().explanation()).isEmpty();
    }

    @Test
    void wakesForTheCauseThatSettlesFirst() {
        Observations seen = Judged.with(
                        pod("shop-a", NEW).with(container().running(at(4)).probe("readiness", 0, 10, 3)))
                .and(pod("shop-b", NEW).with(container().running(at(2)).probe("readiness", 0, 5, 3)));

        Judged.of(seen, at(10)).until(at(18));
        Judged.of(seen, at(18)).until(at(35));
    }

    @Test
    void tellsWhatIsWaitedForWhileItProgresses() {
        assertThat(Diagnoses.present(
                        Rollouts.deploy().progressing(), Judged.with(crashing()).seen(), at(10)))
                .map(Diagnosis::code)
                .contains(Code.E_CRASH_LOOP);
    }

    @Test
    void tellsWhatTheLastGoodReleaseWaitsForWhileItReturns() {
        Observations seen = Judged.with(crashing())
                .and(pod("shop-hash6-back", OLD).with(container().starting(at(4))));

        assertThat(Diagnoses.present(Rollouts.deploy().in(Step.RETURNING), seen.seen(), at(10)))
                .flatMap(Diagnosis::pod)
                .contains("shop-hash6-back");
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"PROGRESSING", "RETURNING", "FIRST_POD", "GROWING", "AT_GATE", "ADDING", "SWITCHING", "HOLDING"},
            mode = EnumSource.Mode.EXCLUDE)
    void explainsNothingWhileNothingIsWaitedFor(Step step) {
        assertThat(Diagnoses.present(
                        Rollouts.deploy().in(step), Judged.with(crashing()).seen(), at(10)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"PROGRESSING", "FIRST_POD", "GROWING", "AT_GATE", "ADDING", "SWITCHING", "HOLDING"})
    void explainsNewPodsWhereverTheyAreWaitedForOrWatched(Step step) {
        assertThat(Diagnoses.present(
                        Rollouts.deploy().in(step), Judged.with(crashing()).seen(), at(10)))
                .isPresent();
    }

    @Test
    void tellsOfOldPodsThatFailAtAGate() {
        Observations seen = showing(deployment(NEW, 1).pods(2, 1, 1, 1))
                .and(pod("shop-hash6-a", OLD).with(crashing()))
                .and(pod("shop-hash7-a", NEW).ready(at(1)));

        assertThat(Diagnoses.ofOld(Rollouts.deploy().in(Step.AT_GATE), seen.seen(), at(10)))
                .flatMap(Diagnosis::pod)
                .contains("shop-hash6-a");
    }

    @Test
    void doesNotTakeNewPodsThatFailForOldOnes() {
        Observations seen = showing(deployment(NEW, 1).pods(2, 1, 1, 1))
                .and(pod("shop-hash6-a", OLD).ready(at(1)))
                .and(pod("shop-hash7-a", NEW).with(crashing()));

        assertThat(Diagnoses.ofOld(Rollouts.deploy().in(Step.AT_GATE), seen.seen(), at(10)))
                .isEmpty();
    }

    @Test
    void cutsMessagesThatAreTooLongAndPutsThemOnOneLine() {
        String said = "configmap \"missing\" not found\n  " + "x".repeat(700);
        Judged judged = Judged.of(Judged.with(container().waiting("CreateContainerConfigError", said)), at(2));

        assertThat(judged.diagnosis().evidence().get(0))
                .contains("not found | xxx")
                .endsWith("x...")
                .hasSizeLessThan(700);
    }

    private static ContainerBuilder crashing() {
        return container().waiting("CrashLoopBackOff", "").restarts(1).last(3, "Error", "", at(6));
    }
}
