package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.statefulSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A StatefulSet deletes pods that nodes refuse and makes them anew; what stays is what kubelets told of them. */
class RefusedStatefulPodsTest {
    private static final String NO_CPU =
            "Node didn't have enough resource: cpu, requested: 900, used: 1800, capacity: 2000";

    @Test
    void areAVerdictOnceTheyWereRefusedAgainAndAgainForAMinute() {
        Observations seen = refusedEach(5, alone(), 5, 65).and(next(65));

        Judged.of(seen, at(64)).waitsFor(Code.E_NODE).until(at(65));
        Judged.of(seen, at(65))
                .isDoomed(Code.E_NODE)
                .says("The node node-1 refused the pod shop-0 (OutOfcpu); 13 pods in a row", ": " + NO_CPU + ".")
                .shows("Pod/shop-0 on node-1 OutOfcpu: Node didn't")
                .advises("lower resources in paas.yaml, or add nodes");
        assertThat(Judged.of(seen, at(65)).diagnosis().pod()).contains("shop-0");
    }

    @Test
    void areAVerdictWhileTheLastOneIsStillThere() {
        PodBuilder failed = pod("shop-0", NEW).createdAt(at(64)).refused("OutOfcpu", "Pod was rejected: " + NO_CPU);

        Judged.of(refusedEach(5, alone(), 5, 65).and(failed), at(65))
                .isDoomed(Code.E_NODE)
                .says("13 pods in a row");
    }

    @Test
    void areCountedForEachPodThatIsMissing() {
        Observations seen = refusedEach(10, showing(statefulSet(NEW, 3).pods(3, 1, 1, 1)), 15, 55)
                .and(pod("shop-2", NEW).ready(at(2)))
                .and(next(70));

        Judged.of(seen, at(76)).waitsFor(Code.E_NODE).withoutTimer();
        Judged.of(refused(seen, "shop-0", 65), at(76)).isDoomed(Code.E_NODE).says("6 pods in a row");
    }

    @Test
    void areCountedForThePodsFromThePartitionOn() {
        Observations seen = refusedEach(10, showing(statefulSet(NEW, 9).partition(8)), 5, 35)
                .and(pod("shop-8", NEW).createdAt(at(66)).with(container().waiting("", "")));
        for (int second = 45; second <= 65; second += 10) {
            refused(seen, "shop-8", second);
        }

        Judged.of(seen, at(67)).waitsFor(Code.E_NODE).until(at(105));
    }

    @Test
    void areNoVerdictBetweenOneAndTheNext() {
        Judged.of(refusedEach(5, alone(), 5, 65), at(66)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void waitForAPodThatAKubeletHasTaken() {
        Observations seen = refusedEach(5, alone(), 5, 65)
                .and(pod("shop-0", NEW).createdAt(at(65)).with(container()));

        Judged.of(seen, at(66)).waitsFor(Code.E_NODE).withoutTimer();
        Judged.of(seen, at(300)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void waitForAPodThatNoKubeletAnswersForOrThatTheSchedulerSpokeOf() {
        Observations unschedulable = refusedEach(5, alone(), 5, 65)
                .and(next(65).unschedulable("0/2 nodes are available: 2 Insufficient cpu."))
                .growth("node node-3 is joining");

        Judged.of(refusedEach(5, alone(), 5, 65).and(next(65)), at(75)).waitsFor(Code.E_NODE);
        Judged.of(unschedulable, at(66)).waitsFor(Code.E_UNSCHEDULABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void areNoVerdictWhereOneWasRefusedOnceOrTwice(int times) {
        Observations seen = alone().and(next(70));
        for (int i = 0; i < times; i++) {
            refused(seen, "shop-0", 60 + 5 * i);
        }

        Judged.of(seen, at(71)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void beginAnewAfterATimeInWhichAPodMayHaveRun() {
        Observations seen = refusedEach(1, alone(), 1, 30);

        Judged.of(refused(seen, "shop-0", 62).and(next(62)), at(63))
                .waitsFor(Code.E_NODE)
                .withoutTimer();
        Judged.of(refusedEach(5, alone(), 5, 65).and(next(76)), at(77))
                .waitsFor(Code.E_NODE)
                .withoutTimer();
    }

    @Test
    void beginAnewWheneverAPodBecomesReady() {
        Observations seen = refusedEach(5, showing(statefulSet(NEW, 2).pods(2, 2, 1, 1)), 5, 70)
                .and(pod("shop-1", NEW).createdAt(at(0)).ready(at(60)))
                .and(next(70));

        Judged.of(seen, at(71)).waitsFor(Code.E_NODE).withoutTimer();
    }

    @Test
    void explainNothingOnceTheOneOfThatNameIsReady() {
        Observations seen = refusedEach(5, showing(statefulSet(NEW, 2).pods(2, 2, 1, 1)), 5, 65)
                .and(pod("shop-0", NEW).createdAt(at(65)).ready(at(66)));

        assertThat(Judged.of(seen, at(67)).judgement().explanation()).isEmpty();
        assertThat(Judged.of(seen, at(67)).judgement().doomed()).isFalse();
    }

    @Test
    void doNotCountWhenTheyWereOfAnotherReleaseOrOfBefore() {
        Observations held =
                refusedEach(5, showing(statefulSet(NEW, 2).partition(1)), 5, 65).and(next(65));
        Observations other = refusedEach(5, showing(statefulSet(OLD, 1)), 5, 65).and(next(65));
        Observations before = refusedEach(5, alone(), -65, -1).and(next(1));
        Observations foreign = alone().and(next(65));
        for (int second = 5; second <= 65; second += 5) {
            refused(foreign, "shop-worker-0", second);
        }

        for (Observations seen : new Observations[] {held, other, before, foreign}) {
            assertThat(Judged.of(seen, at(66)).judgement().doomed()).isFalse();
            assertThat(Judged.of(seen, at(66)).diagnosis().code()).isEqualTo(Code.E_NO_PROGRESS);
        }
    }

    /** It may have been ready in between; of one that is gone nobody knows. */
    @Test
    void doNotCountWhenANodeHadTakenThem() {
        Observations seen = alone().and(next(65));
        for (int second = 5; second <= 65; second += 5) {
            seen.refusal(
                    "shop-0", "Evicted", "Pod ephemeral local storage usage exceeds the limit of 1Gi. ", at(second));
        }

        Judged.of(seen, at(66))
                .waitsFor(Code.E_NODE)
                .says("The node node-1 took the pod shop-0 off again (Evicted): Pod ephemeral local storage usage")
                .advises("ephemeral-storage")
                .withoutTimer();
    }

    @Test
    void countWhenANodeThatIsShortTakesNone() {
        Observations seen = alone().and(next(65));
        for (int second = 5; second <= 65; second += 5) {
            seen.refusal("shop-0", "Evicted", "The node had condition: [DiskPressure]. ", at(second));
        }

        Judged.of(seen, at(66)).isDoomed(Code.E_NODE).says("refused the pod shop-0 (Evicted); 13 pods in a row");
    }

    private static Observations alone() {
        return showing(statefulSet(NEW, 1).pods(1, 1, 0, 0));
    }

    private static PodBuilder next(long second) {
        return pod("shop-0", NEW).createdAt(at(second)).with(container().waiting("", ""));
    }

    private static Observations refusedEach(int pace, Observations seen, int from, int to) {
        for (int second = from; second <= to; second += pace) {
            refused(seen, "shop-0", second);
        }
        return seen;
    }

    private static Observations refused(Observations seen, String pod, int second) {
        return seen.refusal(pod, "OutOfcpu", NO_CPU, at(second));
    }
}
