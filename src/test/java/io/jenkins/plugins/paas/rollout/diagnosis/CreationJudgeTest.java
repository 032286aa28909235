package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.APP;
import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.setName;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.statefulSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreationJudgeTest {
    @Test
    void namesTheQuotaAndWhatItLeaves() {
        Judged.of(refused(RecordedTexts.QUOTA_EXCEEDED), at(2))
                .isDoomed(Code.E_QUOTA)
                .says(
                        "quota q",
                        "asks for limits.memory=64Mi,pods=1",
                        "limits.memory=32Mi,pods=1 is used of limits.memory=64Mi,pods=1")
                .shows("exceeded quota");
    }

    @Test
    void waitsForThePodsThatAreLeavingToGiveTheirShareBack() {
        Observations seen =
                refused(RecordedTexts.QUOTA_EXCEEDED).and(pod("shop-old", OLD).leaving(at(1), at(31)));

        Judged.of(seen, at(20)).waitsFor(Code.E_QUOTA);
    }

    @Test
    void waitsForOtherPodsThatMayBecomeReady() {
        Observations seen = refused(RecordedTexts.QUOTA_EXCEEDED)
                .and(pod(Judged.POD, NEW).with(container().starting(at(4))));

        Judged.of(seen, at(20)).waitsFor(Code.E_QUOTA);
    }

    @Test
    void waitsForTheOldPodThatAReadyOneLetsGo() {
        Observations seen =
                refused(RecordedTexts.QUOTA_EXCEEDED).and(pod(Judged.POD, NEW).ready(at(4)));

        Judged.of(seen, at(20)).waitsFor(Code.E_QUOTA).until(at(44));
        Judged.of(seen, at(44)).isDoomed(Code.E_QUOTA);
    }

    @Test
    void saysThatAQuotaWantsLimits() {
        Judged.of(refused("pods \"shop-\" is forbidden: failed quota: q: must specify limits.cpu for: app"), at(2))
                .isDoomed(Code.E_QUOTA)
                .says("limits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RecordedTexts.POD_SECURITY,
                RecordedTexts.LIMIT_RANGE,
                "admission webhook \"policy.example.com\" denied the request: no latest tags",
                "Pod \"shop-x\" is invalid: spec.containers[0].resources.requests: Invalid value: \"1Gi\"",
                "pods \"shop-x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
            })
    void isSureOfARefusal(String said) {
        Judged.of(refused(said), at(2))
                .isDoomed(Code.E_ADMISSION)
                .says("release 7")
                .shows(said.substring(0, 40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Internal error occurred: failed calling webhook \"p.example.com\": connect: connection refused",
                "Internal error occurred: failed to call webhook: context deadline exceeded",
            })
    void waitsForAWebhookThatDoesNotAnswer(String said) {
        Judged.of(refused(said), at(200))
                .waitsFor(Code.E_ADMISSION)
                .says("does not answer")
                .withoutTimer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pods \"shop-x\" is forbidden: status unknown for quota: q, resources: limits.cpu,pods",
                "pods \"shop-x\" is forbidden: not yet ready to handle request",
                "pods \"shop-x\" is forbidden: Operation cannot be fulfilled on resourcequotas \"q\": the object has been modified",
            })
    void waitsWhereTheApiServerCouldNotCheckYet(String said) {
        Judged.of(refused(said), at(200)).waitsFor(Code.E_ADMISSION).withoutTimer();
    }

    @Test
    void saysWhyNotEvenAReplicaSetCanBeMade() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 0, 3, 3))
                .and(pod("shop-old", OLD).ready(at(-99)))
                .event(
                        "Deployment",
                        APP,
                        true,
                        "ReplicaSetCreateError",
                        "Failed to create new replica set \"shop-7d5\": replicasets.apps \"shop-7d5\" is forbidden: exceeded"
                                + " quota: q, requested: count/replicasets.apps=1, used: count/replicasets.apps=10,"
                                + " limited: count/replicasets.apps=10",
                        4,
                        at(1),
                        at(3));

        Judged.of(seen, at(4))
                .isDoomed(Code.E_QUOTA)
                .says("no room for another ReplicaSet", "count/replicasets.apps=10")
                .shows("Deployment/shop ReplicaSetCreateError");
    }

    @Test
    void forgetsThatNoReplicaSetCouldBeMadeBefore() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 0, 3, 3))
                .event("Deployment", APP, true, "ReplicaSetCreateError", "exceeded quota", 4, at(-9), at(-5));

        assertThat(Judged.of(seen, at(4)).judgement().explanation()).isEmpty();
    }

    @Test
    void waitsForAnApiServerThatIsBusy() {
        Judged.of(refused("etcdserver: request timed out"), at(200)).waitsFor(Code.E_ADMISSION);
    }

    @Test
    void givesAMissingServiceAccountAMoment() {
        Judged.of(refused(RecordedTexts.NO_SERVICE_ACCOUNT), at(9))
                .waitsFor(Code.E_ADMISSION)
                .until(at(10));
        Judged.of(refused(RecordedTexts.NO_SERVICE_ACCOUNT), at(10))
                .isDoomed(Code.E_ADMISSION)
                .says("service account missing")
                .advises("Create it in the App's namespace");
    }

    @Test
    void waitsForTheServiceAccountThatTheClusterItselfMakesInANewNamespace() {
        String said =
                RecordedTexts.NO_SERVICE_ACCOUNT.replaceAll("serviceaccount \"[^\"]+\"", "serviceaccount \"default\"");
        Judged.of(refused(said), at(200)).waitsFor(Code.E_ADMISSION).advises("ask whoever runs the cluster");
    }

    @Test
    void showsTheNewestEventsOfTheSetOnly() {
        Observations seen = refused(RecordedTexts.QUOTA_EXCEEDED);
        for (int i = 1; i <= 5; i++) {
            failedCreate(seen, "ReplicaSet", setName(NEW), "try " + i + ": " + RecordedTexts.QUOTA_EXCEEDED, at(i));
        }
        failedCreate(seen, "ReplicaSet", setName(OLD), "of the old set", at(6));

        assertThat(Judged.of(seen, at(9)).diagnosis().evidence())
                .hasSize(3)
                .allMatch(line -> line.contains("ReplicaSet/" + setName(NEW)))
                .last()
                .asString()
                .contains("try 5");
    }

    @Test
    void doesNotMindTroubleOfTheOldSet() {
        Observations seen = showing(deployment(NEW, 3).pods(3, 0, 3, 3)).refusedSet(OLD, RecordedTexts.QUOTA_EXCEEDED);

        assertThat(Judged.of(seen, at(9)).judgement().explanation()).isEmpty();
        assertThat(Judged.of(seen, at(9)).judgement().doomed()).isFalse();
    }

    @Test
    void waitsUntilASetThatWasRefusedBeforeHasTriedAgain() {
        Observations seen = refusedBefore(RecordedTexts.LIMIT_RANGE, at(-42));
        failedCreate(seen, "ReplicaSet", setName(NEW), RecordedTexts.LIMIT_RANGE, at(-40));
        failedCreate(seen, "ReplicaSet", setName(NEW), RecordedTexts.LIMIT_RANGE, at(-22));

        // It has tried in vain for 20 seconds, so it tries again within as many.
        Judged.of(seen, at(1)).waitsFor(Code.E_ADMISSION).until(at(25));
        Judged.of(seen, at(25)).isDoomed(Code.E_ADMISSION);
    }

    @Test
    void isSureOnceASetThatWasRefusedBeforeIsRefusedAgain() {
        Observations seen = refusedBefore(RecordedTexts.QUOTA_EXCEEDED, at(-42));
        failedCreate(seen, "ReplicaSet", setName(NEW), RecordedTexts.QUOTA_EXCEEDED, at(-22));
        failedCreate(seen, "ReplicaSet", setName(NEW), RecordedTexts.QUOTA_EXCEEDED, at(1));

        Judged.of(seen, at(2)).isDoomed(Code.E_QUOTA);
    }

    @Test
    void waitsForTheLongestPauseOfASetWhoseTriesAreForgotten() {
        Judged.of(refusedBefore(RecordedTexts.QUOTA_EXCEEDED, at(-9999)), at(1))
                .waitsFor(Code.E_QUOTA)
                .until(at(1005));
    }

    @Test
    void isSureOfASetThatWasRefusedSinceTheRolloutBegan() {
        Judged.of(refusedBefore(RecordedTexts.QUOTA_EXCEEDED, at(1)), at(2)).isDoomed(Code.E_QUOTA);
    }

    @Test
    void readsAStatefulSetsEventsBecauseItHasNoCondition() {
        Judged.of(stateful(at(5)), at(6)).isDoomed(Code.E_QUOTA).shows("StatefulSet/shop FailedCreate");
    }

    @Test
    void forgetsAStatefulSetsTroubleOfBefore() {
        assertThat(Judged.of(stateful(at(-5)), at(6)).judgement().explanation()).isEmpty();
    }

    @Test
    void forgetsAStatefulSetsTroubleOnceAPodWasMade() {
        Observations seen =
                stateful(at(5)).and(pod("shop-0", NEW).createdAt(at(6)).ready(at(8)));

        assertThat(Judged.of(seen, at(7)).judgement().explanation()).isEmpty();
    }

    private static Observations stateful(Instant at) {
        Observations seen = showing(statefulSet(NEW, 1));
        failedCreate(
                seen,
                "StatefulSet",
                APP,
                "create Pod shop-0 in StatefulSet shop failed error: pods \"shop-0\" is forbidden: exceeded quota: q,"
                        + " requested: pods=1, used: pods=1, limited: pods=1",
                at);
        return seen;
    }

    private static void failedCreate(Observations seen, String kind, String name, String message, Instant at) {
        seen.event(kind, name, true, "FailedCreate", message, 1, at, at);
    }

    private static Observations refusedBefore(String said, Instant since) {
        return showing(deployment(NEW, 3).pods(3, 0, 3, 3)).refusedSet(NEW, said, Optional.of(since));
    }

    private static Observations refused(String said) {
        return showing(deployment(NEW, 3).pods(3, 0, 3, 3)).refusedSet(NEW, said);
    }
}
