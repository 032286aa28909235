package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.PodBuilder;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes and volumes. */
class PlaceJudgesTest {
    @Test
    void isSureAtOnceOfAPodThatFitsOnNoNode() {
        Observations seen = Judged.with(unschedulable())
                .warned(Judged.POD, "FailedScheduling", RecordedTexts.NO_CPU, 1, at(1), at(1));

        Judged.of(seen, at(1))
                .isDoomed(Code.E_UNSCHEDULABLE)
                .says("fits on no node: 1 x Insufficient cpu.")
                .shows("FailedScheduling: 0/1 nodes are available")
                .advises("Lower resources");
    }

    @Test
    void readsThePodsConditionBeforeTheEventCame() {
        Judged.of(Judged.with(unschedulable()), at(1))
                .isDoomed(Code.E_UNSCHEDULABLE)
                .shows("Unschedulable: 0/1 nodes are available");
    }

    @Test
    void readsTheEventBeforeThePodsConditionCame() {
        Observations seen = Judged.with(pod(Judged.POD, NEW).unassigned())
                .warned(Judged.POD, "FailedScheduling", RecordedTexts.NO_MATCHING_NODE, 1, at(1), at(1));

        Judged.of(seen, at(1))
                .isDoomed(Code.E_UNSCHEDULABLE)
                .says("1 x didn't match Pod's node affinity/selector")
                .advises("labels");
    }

    @Test
    void waitsForTheSchedulersFirstWord() {
        Judged.of(Judged.with(pod(Judged.POD, NEW).unassigned()), at(1))
                .waitsFor(Code.E_NO_PROGRESS)
                .says("waits for a node");
    }

    @Test
    void waitsWhileAnAutoscalerOrAJoiningNodeIsInSight() {
        Observations seen = Judged.with(unschedulable()).growth("node node-2 is joining");

        Judged.of(seen, at(500))
                .waitsFor(Code.E_UNSCHEDULABLE)
                .shows("node-2 is joining")
                .withoutTimer();
    }

    @Test
    void waitsWhenTheAutoscalerAnnouncedANodeForThisPod() {
        Observations seen = Judged.with(unschedulable())
                .noted(Judged.POD, "TriggeredScaleUp", "pod triggered scale-up: [{group 1->2 (max: 5)}]", at(2))
                .growth("TriggeredScaleUp: pod triggered scale-up: [{group 1->2 (max: 5)}]");

        Judged.of(seen, at(500)).waitsFor(Code.E_UNSCHEDULABLE).shows("1->2");
    }

    @Test
    void isSureAgainWhenTheAutoscalersPromiseIsNoLongerSeen() {
        Observations seen = Judged.with(unschedulable())
                .noted(Judged.POD, "TriggeredScaleUp", "pod triggered scale-up: [{group 1->2 (max: 5)}]", at(2));

        Judged.of(seen, at(500)).isDoomed(Code.E_UNSCHEDULABLE).shows("1->2");
    }

    @Test
    void showsThatTheAutoscalerDeclined() {
        Observations seen = Judged.with(unschedulable())
                .noted(
                        Judged.POD,
                        "NotTriggerScaleUp",
                        "pod didn't trigger scale-up: 1 max node group size reached",
                        at(2));

        Judged.of(seen, at(3)).isDoomed(Code.E_UNSCHEDULABLE).shows("max node group size reached");
    }

    @Test
    void waitsAsLongAsNodesMayJoin() {
        Rollouts rollouts = Rollouts.deploy().nodesMayJoin(Duration.ofMinutes(2));
        Observations seen = Judged.with(unschedulable())
                .warned(Judged.POD, "FailedScheduling", RecordedTexts.NO_CPU, 1, at(5), at(5));

        Judged.of(rollouts, seen, at(124)).waitsFor(Code.E_UNSCHEDULABLE).until(at(125));
        Judged.of(rollouts, seen, at(125)).isDoomed(Code.E_UNSCHEDULABLE);
    }

    @Test
    void countsFromThePodsBirthWhenNoEventIsSeen() {
        Rollouts rollouts = Rollouts.deploy().nodesMayJoin(Duration.ofMinutes(2));

        Judged.of(rollouts, Judged.with(unschedulable().createdAt(at(7))), at(10))
                .until(at(127));
    }

    @Test
    void waitsWhilePodsOfOursAreLeaving() {
        Observations seen =
                Judged.with(unschedulable()).and(pod("shop-old", OLD).leaving(at(1), at(31)));

        Judged.of(seen, at(20)).waitsFor(Code.E_UNSCHEDULABLE).withoutTimer();
    }

    @Test
    void givesTheSchedulerTimeForTheRoomThatAPodOfOursLeft() {
        Observations seen = Judged.with(unschedulable().createdAt(at(2)))
                .event("ReplicaSet", "shop-hash6", false, "SuccessfulDelete", "Deleted pod: shop-old", 1, at(3), at(3));

        Judged.of(seen, at(42)).waitsFor(Code.E_UNSCHEDULABLE).until(at(43));
        Judged.of(seen, at(43)).isDoomed(Code.E_UNSCHEDULABLE);
    }

    @Test
    void knowsThatAReadyPodLetsAnOldOneGo() {
        Observations seen = Judged.with(unschedulable()).and(pod("shop-b", NEW).ready(at(10)));

        Judged.of(seen, at(49)).waitsFor(Code.E_UNSCHEDULABLE).until(at(50));
        Judged.of(seen, at(50)).isDoomed(Code.E_UNSCHEDULABLE);
    }

    @Test
    void doesNotWaitForRoomThatWasLeftBeforeItBegan() {
        Observations seen = Judged.with(unschedulable())
                .event("ReplicaSet", "shop-hash6", false, "SuccessfulDelete", "Deleted pod: x", 1, at(-9), at(-9));

        Judged.of(seen, at(1)).isDoomed(Code.E_UNSCHEDULABLE);
    }

    @Test
    void waitsWhileTheSchedulerMakesRoomByPreemption() {
        Judged.of(Judged.with(unschedulable().nominated("node-1")), at(5)).waitsFor(Code.E_UNSCHEDULABLE);
        Judged.of(
                        Judged.with(pod(Judged.POD, NEW)
                                .unschedulable(
                                        "0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due"
                                                + " to a terminating pod on the nominated node.")),
                        at(5))
                .waitsFor(Code.E_UNSCHEDULABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {a: b, c}. preemption: 0/5"
                        + " nodes are available: 5 No preemption victims found for incoming pod."
                        + "| 2 x Insufficient cpu; 3 x had untolerated taint {a: b, c}",
                "0/1 nodes are available: 1 Too many pods. no new claims to deallocate. | 1 x Too many pods",
                "no nodes available to schedule pods | no nodes available to schedule pods",
            })
    void splitsTheSchedulersReasons(String message, String expected) {
        assertThat(String.join("; ", SchedulingJudge.reasons(message))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/1 nodes are available: 1 Too many pods. | Lower resources",
                "0/1 nodes are available: 1 node(s) had untolerated taint(s). | kept for others",
                "0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints. | labels",
                "0/1 nodes are available: 1 node(s) didn't satisfy the selector. | labels",
                "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports. | kubectl describe",
            })
    void advisesByTheReason(String message, String advice) {
        Judged.of(Judged.with(pod(Judged.POD, NEW).unschedulable(message)), at(5))
                .isDoomed(Code.E_UNSCHEDULABLE)
                .advises(advice);
    }

    @Test
    void waitsForAClaimThatIsBeingBound() {
        Judged.of(Judged.with(pod(Judged.POD, NEW).unschedulable(RecordedTexts.UNBOUND_CLAIM)), at(500))
                .waitsFor(Code.E_VOLUME)
                .says("not bound")
                .advises("Check the claim's storage class")
                .shows("unbound immediate");
    }

    @Test
    void isSureOfAClaimThatNoStorageClassServes() {
        Observations seen = Judged.with(pod(Judged.POD, NEW).unschedulable(RecordedTexts.UNBOUND_CLAIM))
                .event(
                        "PersistentVolumeClaim",
                        "data-shop-0",
                        false,
                        "FailedBinding",
                        "no persistent volumes available for this claim and no storage class is set",
                        1,
                        at(1),
                        at(1));

        Judged.of(seen, at(2)).isDoomed(Code.E_VOLUME).shows("no storage class is set");
    }

    @Test
    void isNotMisledByWhatWasWrongWithAClaimBeforeThePodWasMade() {
        Observations seen = Judged.with(pod(Judged.POD, NEW).unschedulable(RecordedTexts.UNBOUND_CLAIM))
                .event(
                        "PersistentVolumeClaim",
                        "data-shop-0",
                        false,
                        "FailedBinding",
                        "no persistent volumes available for this claim and no storage class is set",
                        9,
                        at(-700),
                        at(-300));

        Judged.of(seen, at(2)).waitsFor(Code.E_VOLUME);
    }

    @Test
    void waitsWhereTheSchedulerItselfMetTrouble() {
        Judged.of(
                        Judged.with(pod(Judged.POD, NEW).unassigned())
                                .warned(
                                        Judged.POD,
                                        "FailedScheduling",
                                        "running Bind plugin \"DefaultBinder\": etcdserver: request timed out",
                                        1,
                                        at(1),
                                        at(1)),
                        at(2))
                .waitsFor(Code.E_UNSCHEDULABLE)
                .says("tries again")
                .shows("request timed out");
        Judged.of(
                        Judged.with(pod(Judged.POD, NEW).unassigned())
                                .warned(
                                        Judged.POD,
                                        "FailedScheduling",
                                        "running PreBind plugin \"VolumeBinding\": binding volumes: provisioning failed for PVC"
                                                + " \"data-shop-0\"",
                                        1,
                                        at(1),
                                        at(1)),
                        at(2))
                .waitsFor(Code.E_VOLUME)
                .says("not bound");
    }

    @Test
    void waitsForANodeThatIsNotWellForAMoment() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                        .unschedulable("0/1 nodes are available: 1 node(s) had untolerated taint"
                                + " {node.kubernetes.io/not-ready: }. no new claims to deallocate, preemption: 0/1 nodes are"
                                + " available: 1 Preemption is not helpful for scheduling."))
                .warned(Judged.POD, "FailedScheduling", "0/1 nodes are available", 1, at(1), at(1));

        Judged.of(seen, at(2)).waitsFor(Code.E_UNSCHEDULABLE).until(at(121));
        Judged.of(seen, at(121)).isDoomed(Code.E_UNSCHEDULABLE).says("not-ready");
    }

    @Test
    void waitsForAClaimWhoseStorageClassFailsForNow() {
        Observations seen = Judged.with(pod(Judged.POD, NEW).unschedulable(RecordedTexts.UNBOUND_CLAIM))
                .event(
                        "PersistentVolumeClaim",
                        "data-shop-0",
                        true,
                        "ProvisioningFailed",
                        "storageclass.storage.k8s.io \"fast\" not found",
                        1,
                        at(1),
                        at(1));

        Judged.of(seen, at(2)).waitsFor(Code.E_VOLUME).shows("\"fast\" not found");
    }

    @Test
    void givesAMissingClaimAMomentToAppear() {
        Observations seen = Judged.with(pod(Judged.POD, NEW).unschedulable(RecordedTexts.MISSING_CLAIM))
                .warned(Judged.POD, "FailedScheduling", RecordedTexts.MISSING_CLAIM, 1, at(1), at(1));

        Judged.of(seen, at(2)).waitsFor(Code.E_VOLUME).until(at(11));
        Judged.of(seen, at(11))
                .isDoomed(Code.E_VOLUME)
                .says("is not there")
                .advises("Create the claim")
                .shows("\"missing\" not found");
    }

    @Test
    void isSureOfAMissingObjectInAVolumeAtTheSecondTry() {
        Observations once = mounting(
                "FailedMount", "MountVolume.SetUp failed for volume \"v\" : configmap \"missing\" not" + " found", 1);
        Observations twice = mounting(
                "FailedMount", "MountVolume.SetUp failed for volume \"v\" : configmap \"missing\" not" + " found", 2);

        Judged.of(once, at(3)).waitsFor(Code.E_CONFIG_MISSING);
        Judged.of(twice, at(3))
                .isDoomed(Code.E_CONFIG_MISSING)
                .says("mounts the ConfigMap missing")
                .shows("(2 times)");
    }

    @Test
    void waitsForTheCertificatesThatTheClusterItselfPutsIntoANewNamespace() {
        Observations seen = mounting(
                "FailedMount",
                "MountVolume.SetUp failed for volume \"kube-api-access-x7k2p\" : configmap \"kube-root-ca.crt\" not found",
                4);

        Judged.of(seen, at(3)).waitsFor(Code.E_CONFIG_MISSING).advises("controller manager");
    }

    @Test
    void countsTheTriesForTheMissingObjectAlone() {
        Observations seen = mounting(
                        "FailedMount", "MountVolume.SetUp failed for volume \"v\" : secret \"s\" not found", 1)
                .warned(
                        Judged.POD,
                        "FailedMount",
                        "MountVolume.SetUp failed for volume \"kube-api-access-x7k2p\" : failed to sync configmap cache: timed"
                                + " out waiting for the condition",
                        3,
                        at(1),
                        at(3));

        Judged.of(seen, at(3)).waitsFor(Code.E_CONFIG_MISSING).says("the Secret s");
    }

    @Test
    void namesAMissingKeyInAVolume() {
        Judged.of(
                        mounting(
                                "FailedMount",
                                "MountVolume.SetUp failed for volume \"v\" : references non-existent secret key: token",
                                2),
                        at(3))
                .isDoomed(Code.E_CONFIG_MISSING)
                .says("the key token of a Secret");
        Judged.of(
                        mounting(
                                "FailedMount",
                                "MountVolume.SetUp failed for volume \"v\" : references non-existent config key: app.yaml",
                                2),
                        at(3))
                .says("the key app.yaml of a ConfigMap");
    }

    @Test
    void waitsForAMountThatMaySucceed() {
        Judged.of(
                        mounting(
                                "FailedMount",
                                "MountVolume.SetUp failed for volume \"v\" : hostPath type check failed: /etc/passwd is not a"
                                        + " directory",
                                9),
                        at(90))
                .waitsFor(Code.E_VOLUME)
                .says("cannot be mounted")
                .shows("is not a directory");
    }

    @Test
    void waitsForAVolumeThatAnotherNodeHolds() {
        Judged.of(
                        mounting(
                                "FailedAttachVolume",
                                "Multi-Attach error for volume \"pvc-1\" Volume is already used by pod(s) shop-0",
                                1),
                        at(3))
                .waitsFor(Code.E_VOLUME)
                .says("attached to its node")
                .advises("held by another node");
    }

    @Test
    void forgetsMountTroubleOnceTheImageIsPulled() {
        Observations seen = mounting(
                        "FailedMount", "MountVolume.SetUp failed for volume \"v\" : secret \"s\" not found", 9)
                .noted(Judged.POD, "Pulling", "Pulling image \"x\"", at(4));

        Judged.of(seen, at(5)).waitsFor(Code.E_NO_PROGRESS).says("being pulled");
    }

    @Test
    void givesAPodOfBeforeTheTimeUntilItsVolumesAreMountedAgain() {
        String said = "MountVolume.SetUp failed for volume \"v\" : secret \"s\" not found";
        Observations seen = Judged.with(pod(Judged.POD, NEW).createdAt(at(-600)).with(container()))
                .warned(Judged.POD, "FailedMount", said, 12, at(-590), at(-60));

        Judged.of(seen, at(31)).waitsFor(Code.E_CONFIG_MISSING).until(at(330));
        Judged.of(seen.warned(Judged.POD, "FailedMount", said, 13, at(-590), at(62)), at(63))
                .isDoomed(Code.E_CONFIG_MISSING);
    }

    @Test
    void forgetsMountTroubleOnceContainersAreMade() {
        Observations seen = Judged.with(container().starting(at(4)))
                .warned(Judged.POD, "FailedMount", "configmap \"late\" not found", 3, at(1), at(2));

        Judged.of(seen, at(5)).waitsFor(Code.E_NO_PROGRESS);
    }

    @Test
    void explainsALostNode() {
        Observations seen = Judged.with(container().starting(at(4)))
                .warned(Judged.POD, "NodeNotReady", "Node is not ready", 1, at(9), at(9));

        Judged.of(seen, at(10))
                .waitsFor(Code.E_NODE)
                .says("node node-1", "is lost")
                .shows("Node is not ready");
    }

    @Test
    void explainsANodeWithoutNetwork() {
        Observations seen = Judged.with(container())
                .warned(
                        Judged.POD,
                        "FailedCreatePodSandBox",
                        "Failed to create pod sandbox: cni: no ip left",
                        4,
                        at(1),
                        at(9));

        Judged.of(seen, at(10)).waitsFor(Code.E_NODE).says("network").shows("no ip left");
    }

    @Test
    void forgetsNetworkTroubleOnceThePodRuns() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                        .phase("Running", "")
                        .with(container().starting(at(12))))
                .warned(Judged.POD, "FailedCreatePodSandBox", "cni: no ip left", 4, at(1), at(9));

        Judged.of(seen, at(14)).waitsFor(Code.E_NO_PROGRESS);
    }

    @Test
    void explainsAPodThatItsNodeLost() {
        Judged.of(Judged.with(pod(Judged.POD, NEW).phase("Running", "NodeLost").with(container())), at(9))
                .waitsFor(Code.E_NODE);
    }

    private static PodBuilder unschedulable() {
        return pod(Judged.POD, NEW).unschedulable(RecordedTexts.NO_CPU);
    }

    private static Observations mounting(String reason, String message, int count) {
        return Judged.with(container()).warned(Judged.POD, reason, message, count, at(1), at(3));
    }
}
