package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.pod;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import io.jenkins.plugins.paas.testing.Observations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Startup, readiness and liveness. */
class ProbeJudgesTest {
    private static final String REFUSED =
            "Readiness probe failed: dial tcp 10.244.0.30:8080: connect: connection refused";
    private static final String STARTUP_KILL = "Container app failed startup probe, will be restarted";
    private static final String LIVENESS_KILL = "Container app failed liveness probe, will be restarted";

    @Test
    void waitsForASlowStartWithinItsStartupProbe() {
        Observations seen = Judged.with(container().starting(at(5)).probe("startup", 2, 90))
                .warned(Judged.POD, "Unhealthy", "Startup probe failed: not yet", 40, at(7), at(87));

        Judged.of(seen, at(87))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("to start", "90 failures, one each 2 s")
                .shows("not yet")
                .withoutTimer();
    }

    @Test
    void isSureWhenTheKubeletKillsForTheStartupProbe() {
        Observations seen = Judged.with(container().starting(at(5)).probe("startup", 2, 3))
                .warned(Judged.POD, "Unhealthy", "Startup probe failed: not yet", 3, at(7), at(11))
                .noted(Judged.POD, "Killing", STARTUP_KILL, at(11));

        Judged.of(seen, at(11))
                .isDoomed(Code.E_STARTUP_PROBE)
                .says("GET :8080/health", "3 failures")
                .shows("Startup probe failed: not yet (3 times)", STARTUP_KILL)
                .names(Judged.POD, "app");
    }

    @Test
    void prefersTheStartupProbeToTheCrashThatItCauses() {
        Observations seen = Judged.with(container()
                        .waiting("CrashLoopBackOff", "")
                        .restarts(2)
                        .last(137, "Error", "", at(29))
                        .probe("startup", 2, 3))
                .noted(Judged.POD, "Killing", STARTUP_KILL, at(27));

        Judged.of(seen, at(29)).isDoomed(Code.E_STARTUP_PROBE);
    }

    @Test
    void forgetsAFailedStartOnceItStarted() {
        Observations seen = Judged.with(container()
                        .running(at(13))
                        .restarts(1)
                        .last(137, "Error", "", at(13))
                        .probe("startup", 2, 3))
                .noted(Judged.POD, "Killing", STARTUP_KILL, at(11));

        Judged.of(seen, at(20)).waitsFor(Code.E_CRASH_LOOP);
    }

    @Test
    void isNotMisledByAnotherContainersKill() {
        Observations seen = Judged.with(container().starting(at(5)).probe("startup", 2, 3))
                .noted(Judged.POD, "Killing", "Container sidecar failed startup probe, will be restarted", at(11));

        Judged.of(seen, at(11)).waitsFor(Code.E_NO_PROGRESS);
    }

    @Test
    void waitsAfterOneLivenessKill() {
        Observations seen = Judged.with(container()
                        .running(at(13))
                        .restarts(1)
                        .last(137, "Error", "", at(13))
                        .probe("liveness", 2, 3))
                .noted(Judged.POD, "Killing", LIVENESS_KILL, at(11));

        Judged.of(seen, at(14)).waitsFor(Code.E_LIVENESS_PROBE).says("killed it once");
    }

    @Test
    void isSureAfterTheSecondLivenessKill() {
        Observations seen = Judged.with(container()
                        .running(at(21))
                        .restarts(1)
                        .last(137, "Error", "", at(13))
                        .probe("liveness", 2, 3))
                .warned(
                        Judged.POD,
                        "Unhealthy",
                        "Liveness probe failed: HTTP probe failed with statuscode: 500",
                        6,
                        at(7),
                        at(19))
                .event("Pod", Judged.POD, false, "Killing", LIVENESS_KILL, 2, at(11), at(19));

        Judged.of(seen, at(19)).isDoomed(Code.E_LIVENESS_PROBE).says("2 times").shows("statuscode: 500 (6 times)");
    }

    @Test
    void isSureWhenTheKubeletBacksOffAfterALivenessKill() {
        Observations seen = Judged.with(container()
                        .waiting("CrashLoopBackOff", "")
                        .restarts(1)
                        .last(137, "Error", "", at(13))
                        .probe("liveness", 2, 3))
                .noted(Judged.POD, "Killing", LIVENESS_KILL, at(11));

        Judged.of(seen, at(14)).isDoomed(Code.E_LIVENESS_PROBE);
    }

    @Test
    void isSureAtTheLastAllowedReadinessFailure() {
        Judged.of(unready(3).warned(Judged.POD, "Unhealthy", REFUSED, 3, at(5), at(9)), at(9))
                .isDoomed(Code.E_READINESS_PROBE)
                .says("GET :8080/health")
                .shows("connection refused (3 times)")
                .names(Judged.POD, "app");
    }

    @Test
    void waitsWhileReadinessMayStillFail() {
        Judged.of(unready(3).warned(Judged.POD, "Unhealthy", REFUSED, 2, at(5), at(9)), at(9))
                .waitsFor(Code.E_READINESS_PROBE)
                .withoutTimer();
    }

    /** Seen: a kubelet probed at 05, 06, 07, 09 and 11 with a period of two seconds. */
    @Test
    void doesNotTakeProbesOutOfTurnForFailuresInTurn() {
        Judged.of(unready(3).warned(Judged.POD, "Unhealthy", REFUSED, 3, at(5), at(7)), at(7))
                .waitsFor(Code.E_READINESS_PROBE);
        Judged.of(unready(3).warned(Judged.POD, "Unhealthy", REFUSED, 4, at(5), at(8)), at(8))
                .isDoomed(Code.E_READINESS_PROBE);
    }

    @Test
    void countsFailuresWithDifferentWordsTogether() {
        Observations seen = unready(3)
                .warned(Judged.POD, "Unhealthy", REFUSED, 1, at(5), at(5))
                .warned(
                        Judged.POD,
                        "Unhealthy",
                        "Readiness probe failed: HTTP probe failed with statuscode: 503",
                        2,
                        at(7),
                        at(9));

        Judged.of(seen, at(9)).isDoomed(Code.E_READINESS_PROBE);
    }

    @Test
    void doesNotCountWhatAnotherPodOfTheSameNameFailed() {
        Observations seen = Judged.with(pod("shop-0", NEW)
                        .createdAt(at(10))
                        .with(container().running(at(12)).probe("readiness", 2, 3)))
                .warned("shop-0", "Unhealthy", REFUSED, 30, at(-90), at(8));

        Judged.of(seen, at(13)).waitsFor(Code.E_READINESS_PROBE).until(at(12 + 2 * 3 + 1));
    }

    @Test
    void doesNotCountFailuresOfTheRunBefore() {
        Observations seen = Judged.with(container()
                        .running(at(20))
                        .restarts(1)
                        .last(1, "Error", "", at(19))
                        .probe("readiness", 2, 3))
                .warned(Judged.POD, "Unhealthy", REFUSED, 9, at(1), at(21));

        Judged.of(seen, at(21)).waitsFor(Code.E_CRASH_LOOP);
    }

    @Test
    void doomsReadinessThatFlapsOnlyOnceItHasStayedAwayForMinutes() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                        .unreadySince(at(40))
                        .with(container().running(at(3)).probe("readiness", 2, 3)))
                .warned(Judged.POD, "Unhealthy", REFUSED, 12, at(5), at(60));

        Judged.of(seen, at(60))
                .waitsFor(Code.E_READINESS_PROBE)
                .says("no longer")
                .until(at(160));
        Judged.of(seen, at(160)).isDoomed(Code.E_READINESS_PROBE);
    }

    @Test
    void doesNotTakeTheFailuresOfASidecarForThoseOfTheApp() {
        ContainerBuilder app = container().running(at(4)).probe("readiness", 2, 3);
        ContainerBuilder sidecar = container("proxy").running(at(4)).ready().probe("readiness", 2, 3);
        Observations seen = Judged.with(pod(Judged.POD, NEW).with(app).with(sidecar))
                .warnedOf(Judged.POD, "proxy", "Unhealthy", REFUSED, 9, at(5), at(9));

        Judged.of(seen, at(9)).waitsFor(Code.E_READINESS_PROBE).says("container app", "has not succeeded yet");
        Judged.of(seen.warnedOf(Judged.POD, "app", "Unhealthy", REFUSED, 3, at(5), at(9)), at(9))
                .isDoomed(Code.E_READINESS_PROBE)
                .names(Judged.POD, "app");
    }

    @Test
    void isSureByTimeWhenNoFailureIsToldOf() {
        Observations seen = Judged.with(container().running(at(4)).probe("readiness", 5, 2, 3));

        Judged.of(seen, at(15)).waitsFor(Code.E_READINESS_PROBE).until(at(4 + 5 + 6 + 1));
        Judged.of(seen, at(16)).isDoomed(Code.E_READINESS_PROBE);
    }

    @Test
    void doesNotCountTimeFromAStartThatItDoesNotKnow() {
        Observations seen =
                Judged.with(container().running(at(4)).probe("startup", 2, 90).probe("readiness", 2, 3));

        Judged.of(seen, at(300))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("to become ready")
                .withoutTimer();
    }

    @Test
    void isSureByTimeWhenTheKubeletFallsSilent() {
        Observations seen = unready(40).warned(Judged.POD, "Unhealthy", REFUSED, 25, at(5), at(55));

        Judged.of(seen, at(60)).waitsFor(Code.E_READINESS_PROBE).until(at(5 + 80 + 1));
        Judged.of(seen, at(86)).isDoomed(Code.E_READINESS_PROBE);
    }

    @Test
    void leavesAReadinessProbeOutWhileTheProgramDoesNotRun() {
        Observations seen = Judged.with(container()
                        .waiting("CrashLoopBackOff", "")
                        .restarts(1)
                        .last(1, "Error", "", at(20))
                        .probe("readiness", 2, 3))
                .warned(Judged.POD, "Unhealthy", REFUSED, 9, at(5), at(19));

        Judged.of(seen, at(21)).isDoomed(Code.E_CRASH_LOOP);
    }

    @Test
    void doesNotTakeTheFailuresOfOneProbeForThoseOfAnother() {
        Observations seen = unready(3)
                .warned(Judged.POD, "Unhealthy", "Liveness probe failed: no", 2, at(5), at(9))
                .warned(Judged.POD, "Unhealthy", REFUSED, 1, at(5), at(9));

        Judged.of(seen, at(9)).waitsFor(Code.E_READINESS_PROBE);
    }

    @Test
    void waitsForAReadinessGateWithoutAProbe() {
        Judged.of(Judged.with(container().running(at(4)).ready()), at(600))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("about to become ready");
    }

    @Test
    void waitsForAContainerWithoutProbesToBecomeReady() {
        Judged.of(Judged.with(container().running(at(4))), at(5))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("to become ready");
    }

    @Test
    void givesAFirstStartTheTimeThatThePodNames() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                        .startsWithin(Duration.ofMinutes(2))
                        .with(container().running(at(4)).probe("readiness", 1, 10)))
                .warned(Judged.POD, "Unhealthy", REFUSED, 25, at(5), at(30));

        Judged.of(seen, at(123))
                .waitsFor(Code.E_READINESS_PROBE)
                .says("it has 120 s to start")
                .until(at(124));
        Judged.of(seen, at(124)).isDoomed(Code.E_READINESS_PROBE);
    }

    @Test
    void endsAFirstStartAtItsTimeEvenIfTheKubeletTellsOfNoFailure() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .startsWithin(Duration.ofMinutes(2))
                .with(container().running(at(4)).probe("readiness", 1, 10)));

        Judged.of(seen, at(60)).waitsFor(Code.E_READINESS_PROBE).until(at(124));
        Judged.of(seen, at(124)).isDoomed(Code.E_READINESS_PROBE);
    }

    private static Observations unready(int failures) {
        ContainerBuilder running = container().running(at(4)).probe("readiness", 2, failures);
        return Judged.with(running);
    }
}
