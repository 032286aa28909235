package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that a node refuses, or takes off again. */
class RefusalJudgeTest {
    private static final String NO_CPU =
            "Pod was rejected: Node didn't have enough resource: cpu, requested: 900, used: 1800, capacity: 2000";

    @Test
    void isSureOnceThreePodsInARowWereRefusedAndNoneCameForAMinute() {
        Observations seen = refused(rolling(), 1, 2, 3);

        Judged.of(seen, at(60)).waitsFor(Code.E_NODE).until(at(61));
        Judged.of(seen, at(61))
                .isDoomed(Code.E_NODE)
                .says(
                        "The node node-1 refused the pod shop-try-3 (OutOfcpu)",
                        "3 pods in a row",
                        ": Node didn't have enough resource: cpu, requested: 900, used: 1800, capacity: 2000.")
                .shows("Pod/shop-try-1 on node-1 OutOfcpu: Node didn't", "Pod/shop-try-3 on node-1 OutOfcpu")
                .advises("lower resources in paas.yaml, or add nodes");
        assertThat(Judged.of(seen, at(61)).diagnosis().pod()).contains("shop-try-3");
    }

    @Test
    void doesNotLetTheNextPodHideItThatNoKubeletHasTakenYet() {
        Observations assigned =
                refused(rolling(), 1, 2, 60).and(next().with(container().waiting("", "")));
        Observations unassigned = refused(rolling(), 1, 2, 60)
                .and(next().unassigned().with(container().waiting("", "")));

        Judged.of(assigned, at(60)).waitsFor(Code.E_NODE).until(at(61));
        Judged.of(assigned, at(61)).isDoomed(Code.E_NODE);
        Judged.of(unassigned, at(61)).isDoomed(Code.E_NODE);
    }

    @Test
    void waitsForAPodThatNoKubeletAnswersFor() {
        Observations seen =
                refused(rolling(), 1, 2, 3).and(next().with(container().waiting("", "")));

        Judged.of(seen, at(69)).isDoomed(Code.E_NODE);
        Judged.of(seen, at(70)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void waitsWhileNoPodCanBeMade() {
        Observations seen = refused(showing(deployment(NEW, 3).pods(3, 0, 3, 3)), 1, 2, 3)
                .refusedSet(NEW, "Internal error occurred: failed calling webhook \"w\": connection refused");

        Judged.of(seen, at(61)).waitsFor(Code.E_ADMISSION).withoutTimer();
    }

    @Test
    void waitsForAPodThatAKubeletHasTaken() {
        Observations seen = refused(rolling(), 1, 2, 3).and(next().with(container()));

        Judged.of(seen, at(30)).waitsFor(Code.E_NODE).withoutTimer();
        Judged.of(seen, at(300)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void waitsForAPodThatIsHeldBackOrThatTheSchedulerSpokeOf() {
        Observations gated =
                refused(rolling(), 1, 2, 3).and(next().gated().with(container().waiting("", "")));
        Observations unschedulable = refused(rolling(), 1, 2, 3)
                .and(next().unschedulable("0/2 nodes are available: 2 Insufficient cpu.")
                        .with(container().waiting("", "")))
                .growth("node node-3 is joining");

        Judged.of(gated, at(300)).waitsFor(Code.E_NODE);
        Judged.of(unschedulable, at(300)).waitsFor(Code.E_UNSCHEDULABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void waitsWhereAPodWasRefusedOnceOrTwice(int times) {
        Observations seen = rolling();
        for (int i = 1; i <= times; i++) {
            refused(seen, i);
        }

        Judged.of(seen, at(500)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void waitsWhereANodeThatGoesDownTakesAllItsPodsWithItTwice() {
        Observations seen = showing(deployment(NEW, 5).pods(5, 0, 0, 0)).set(NEW, 5, 5, 0);
        for (int i = 1; i <= 10; i++) {
            seen.and(pod("shop-" + i, NEW)
                    .createdAt(at(i <= 5 ? 1 : 80))
                    .refused("Terminated", "Pod was terminated in response to imminent node shutdown."));
        }

        Judged.of(seen, at(500))
                .waitsFor(Code.E_NODE)
                .says("took the pod")
                .advises("other nodes have room")
                .withoutTimer();
        Judged.of(refused(seen, 81, 82, 83, 84, 85), at(500)).isDoomed(Code.E_NODE);
    }

    @Test
    void countsForThePodsThatAreMissingOnly() {
        Observations seen = showing(deployment(NEW, 3).pods(4, 3, 4, 4))
                .set(NEW, 3, 3, 2)
                .and(pod("shop-a", NEW).ready(at(3)))
                .and(pod("shop-b", NEW).ready(at(4)));

        Judged.of(refused(seen, 5, 6, 7), at(65)).isDoomed(Code.E_NODE).says("3 pods in a row");
    }

    @Test
    void beginsAnewWheneverAPodBecomesReady() {
        Observations seen = refused(rolling().set(NEW, 2, 2, 1), 1, 2, 3, 21, 22)
                .and(pod("shop-slow", NEW).createdAt(at(0)).ready(at(20)));

        Judged.of(seen, at(500)).waitsFor(Code.E_NODE).withoutTimer();
        Judged.of(refused(seen, 23), at(80)).waitsFor(Code.E_NODE).until(at(81));
        Judged.of(seen, at(81)).isDoomed(Code.E_NODE);
    }

    @Test
    void hasNothingToSayOnceAllPodsAreReady() {
        Observations seen = refused(showing(deployment(NEW, 1).complete()).set(NEW, 1, 1, 1), 3, 4, 5)
                .and(pod("shop-first", NEW).ready(at(2)));

        assertThat(Judged.of(seen, at(500)).judgement().doomed()).isFalse();
    }

    @Test
    void doesNotCountAPodThatWasReadyBeforeItsNodeTookItOff() {
        Observations seen = rolling();
        for (int i = 1; i <= 4; i++) {
            seen.and(pod("shop-" + i, NEW)
                    .createdAt(at(i))
                    .refused("Evicted", "The node was low on resource: memory. ")
                    .unreadySince(at(40 + i))
                    .with(container().ended(137, "Error", at(i + 1), at(40 + i))));
        }

        Judged.of(seen, at(500)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void countsAPodThatWasTakenOffBeforeItWasReady() {
        Observations seen = rolling();
        for (int i = 1; i <= 3; i++) {
            seen.and(pod("shop-" + i, NEW)
                    .createdAt(at(20 * i))
                    .refused("Evicted", "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ")
                    .unreadySince(at(20 * i))
                    .with(container().ended(137, "Error", at(20 * i + 1), at(20 * i + 19))));
        }

        Judged.of(seen, at(80))
                .isDoomed(Code.E_NODE)
                .says("took the pod shop-3 off again (Evicted)", "exceeds the total limit of containers 1Gi.")
                .advises("ephemeral-storage");
    }

    @Test
    void doesNotCountPodsOfBeforeOrOfAnotherRelease() {
        Observations seen = rolling();
        for (int i = 1; i <= 5; i++) {
            seen.and(pod("shop-before-" + i, NEW).createdAt(at(-100 + i)).refused("OutOfcpu", NO_CPU))
                    .and(pod("shop-old-" + i, OLD).createdAt(at(i)).refused("OutOfcpu", NO_CPU));
        }

        Judged.of(seen, at(500)).waitsFor(Code.E_NODE).withoutTimer();
        Judged.of(refused(seen, 1, 2), at(500)).waitsFor(Code.E_NODE);
        Judged.of(refused(seen, 3), at(500)).isDoomed(Code.E_NODE);
    }

    @Test
    void waitsWhilePodsOfOursLeaveAndUntilTheirRoomCanBeTaken() {
        Observations leaving =
                refused(rolling(), 1, 2, 3).and(pod("shop-old", OLD).leaving(at(61), at(91)));
        Observations left = refused(rolling(), 1, 2, 3)
                .event("ReplicaSet", "shop-hash6", false, "SuccessfulDelete", "Deleted pod: x", 1, at(50), at(50));

        Judged.of(leaving, at(100)).waitsFor(Code.E_NODE).withoutTimer();
        Judged.of(left, at(89)).waitsFor(Code.E_NODE).until(at(90));
        Judged.of(left, at(90)).isDoomed(Code.E_NODE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OutOfmemory              | refused the pod | add nodes",
                "OutOfpods                | refused the pod | add nodes",
                "NodeAffinity             | refused the pod | lacks a label",
                "UnexpectedAdmissionError | refused the pod | a device",
                "SysctlForbidden          | refused the pod | a sysctl",
                "Evicted                  | off again       | requests and limits",
                "Preempting               | off again       | cannot do without",
                "NodeShutdown             | off again       | goes down",
                "Terminated               | off again       | goes down",
            })
    void advisesByTheKubeletsReason(String reason, String sentence, String advice) {
        Observations seen = rolling().and(pod("shop-a", NEW).refused(reason, "The kubelet's own words."));

        Judged.of(seen, at(1))
                .waitsFor(Code.E_NODE)
                .says(sentence, "(" + reason + "): The kubelet's own words.")
                .advises(advice);
    }

    @Test
    void tellsANodeThatIsShortAndTakesNoPodsFromOneThatTakesThemOff() {
        Observations seen = rolling()
                .and(pod("shop-a", NEW)
                        .refused("Evicted", "Pod was rejected: The node had condition: [DiskPressure]. "));

        Judged.of(seen, at(1)).says("refused the pod shop-a (Evicted): The node had condition: [DiskPressure].");
    }

    /** The only new pod that a rolling update of three has at first. */
    private static Observations rolling() {
        return showing(deployment(NEW, 3).pods(3, 0, 3, 3)).set(NEW, 1, 1, 0);
    }

    private static Observations refused(Observations seen, int... seconds) {
        for (int second : seconds) {
            seen.and(pod("shop-try-" + second, NEW).createdAt(at(second)).refused("OutOfcpu", NO_CPU));
        }
        return seen;
    }

    private static PodBuilder next() {
        return pod("shop-next", NEW).createdAt(at(60));
    }
}
