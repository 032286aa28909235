package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenPod;
import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenSet;
import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenWorkload;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final AppRef APP = new AppRef(new AppName("orders"), new Namespace("shop"));

    private static Tree tree(String json) {
        return Tree.of(Json.read("test", json));
    }

    private static final String POD = """
            {"metadata": {"uid": "p1", "name": "orders-abc-1", "creationTimestamp": "2026-11-21T10:00:00Z",
                "deletionTimestamp": "2026-11-21T10:05:30Z", "deletionGracePeriodSeconds": 30,
                "finalizers": ["example.com/hold"],
                "labels": {"paas-deploy/release": "7", "pod-template-hash": "abc"},
                "ownerReferences": [{"uid": "other"}, {"uid": "s1", "controller": true}]},
             "spec": {"nodeName": "node-1",
                "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}],
                "initContainers": [{"name": "migrate", "image": "m:1"}],
                "containers": [{"name": "orders", "image": "o:7",
                    "resources": {"limits": {"memory": "64Mi"}},
                    "startupProbe": {"exec": {"command": ["test", "-f", "/ready"]}},
                    "readinessProbe": {"httpGet": {"path": "/health", "port": 8080}, "periodSeconds": 2, "failureThreshold": 5},
                    "livenessProbe": {"tcpSocket": {"port": "http"}, "initialDelaySeconds": 9, "timeoutSeconds": 4}}]},
             "status": {"phase": "Running",
                "conditions": [{"type": "Ready", "status": "False", "lastTransitionTime": "2026-11-21T10:01:00Z",
                    "reason": "ContainersNotReady", "message": "not ready"}],
                "initContainerStatuses": [{"name": "migrate", "state": {"terminated": {"exitCode": 0, "reason": "Completed"}}}],
                "containerStatuses": [{"name": "orders", "restartCount": 3, "started": false,
                    "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}},
                    "lastState": {"terminated": {"exitCode": 137, "signal": 9, "reason": "OOMKilled",
                        "startedAt": "2026-11-21T10:02:00Z", "finishedAt": "2026-11-21T10:02:05Z"}}}]}}
            """;

    @Test
    void readsEveryFactOfAPod() {
        PodView pod = PodViews.pod(tree(POD));

        assertThat(pod.release()).contains(7L);
        assertThat(pod.revision()).isEqualTo("abc");
        assertThat(pod.node()).contains("node-1");
        assertThat(pod.readySince()).isEmpty();
        assertThat(pod.unreadySince()).contains(Instant.parse("2026-11-21T10:01:00Z"));
        assertThat(pod.leavingSince()).contains(Instant.parse("2026-11-21T10:05:00Z"));
        assertThat(pod.goneBy()).contains(Instant.parse("2026-11-21T10:05:30Z"));
        assertThat(pod.finalizers()).containsExactly("example.com/hold");
        assertThat(pod.containers()).extracting(ContainerView::name).containsExactly("migrate", "orders");
        ContainerView app = pod.containers().get(1);
        assertThat(app.restarts()).isEqualTo(3);
        assertThat(app.memoryLimit()).contains("64Mi");
        assertThat(app.state()).isEqualTo(new State.Waiting("CrashLoopBackOff", "back-off"));
        assertThat(app.last().orElseThrow().exitCode()).isEqualTo(137);
        assertThat(app.last().orElseThrow().signal()).isEqualTo(9);
    }

    @Test
    void readsWhyAKubeletRefusedAPodWithoutSecrets() {
        PodView pod = PodViews.pod(tree("""
                {"metadata": {"name": "orders-abc-2"}, "status": {"phase": "Failed", "reason": "UnexpectedAdmissionError",
                    "message": "Pod was rejected: Allocate failed at https://jane:secret@devices.example.com"}}
                """));

        assertThat(pod.refused()).isTrue();
        assertThat(pod.message())
                .startsWith("Pod was rejected: Allocate failed")
                .doesNotContain("secret");
    }

    @Test
    void saysWhatProbesAskAndFillsInWhatTheServerLeavesOut() {
        Map<String, Observation.ProbeView> probes =
                PodViews.pod(tree(POD)).containers().get(1).probes();

        assertThat(probes.get("readiness")).isEqualTo(new Observation.ProbeView(0, 2, 1, 5, "GET :8080/health"));
        assertThat(probes.get("liveness")).isEqualTo(new Observation.ProbeView(9, 10, 4, 3, "TCP :http"));
        assertThat(probes.get("startup").what()).isEqualTo("command test -f /ready");
    }

    @Test
    void readsAPodThatNobodyHasSeenYet() {
        PodView pod =
                PodViews.pod(tree("{\"metadata\":{\"name\":\"a\"},\"spec\":{\"containers\":[{\"name\":\"c\"}]}}"));

        assertThat(pod.ready()).isFalse();
        assertThat(pod.node()).isEmpty();
        assertThat(pod.containers().get(0).state()).isEqualTo(new State.Waiting("", ""));
    }

    @Test
    void readsEventsOfBothKinds() {
        SeenEvent old = SeenEvent.of(tree("""
                {"metadata": {"creationTimestamp": "2026-11-21T10:00:00Z"}, "type": "Warning", "reason": "BackOff",
                 "message": "words ", "count": 4, "firstTimestamp": "2026-11-21T10:00:00Z",
                 "lastTimestamp": "2026-11-21T10:01:00Z", "source": {"component": "kubelet"},
                 "involvedObject": {"kind": "Pod", "name": "a", "uid": "u"}}
                """));
        SeenEvent young = SeenEvent.of(tree("""
                {"metadata": {}, "type": "Normal", "reason": "Scheduled", "eventTime": "2026-11-21T10:00:00.123456Z",
                 "series": {"count": 3, "lastObservedTime": "2026-11-21T10:02:00.000000Z"},
                 "reportingComponent": "default-scheduler", "involvedObject": {"kind": "Pod", "name": "a"}}
                """));

        assertThat(old.view().count()).isEqualTo(4);
        assertThat(old.view().message()).isEqualTo("words");
        assertThat(old.view().last()).isEqualTo(Instant.parse("2026-11-21T10:01:00Z"));
        assertThat(old.source()).isEqualTo("kubelet");
        assertThat(young.view().count()).isEqualTo(3);
        assertThat(young.view().first()).isEqualTo(Instant.parse("2026-11-21T10:00:00.123456Z"));
        assertThat(young.view().last()).isEqualTo(Instant.parse("2026-11-21T10:02:00Z"));
        assertThat(young.source()).isEqualTo("default-scheduler");
    }

    @Test
    void readsWhichContainerAnEventIsAbout() {
        assertThat(containerOf("spec.containers{orders}")).contains("orders");
        assertThat(containerOf("spec.initContainers{proxy-1}")).contains("proxy-1");
        assertThat(containerOf("")).isEmpty();
    }

    private static Optional<String> containerOf(String fieldPath) {
        return SeenEvent.of(tree("{\"reason\": \"Unhealthy\", \"involvedObject\": {\"kind\": \"Pod\", \"name\": \"a\","
                        + " \"fieldPath\": \"" + fieldPath + "\"}}"))
                .view()
                .container();
    }

    @Test
    void leavesOutWhatAnAddressLetsIn() {
        SeenEvent failed = SeenEvent.of(tree("""
                {"reason": "Failed", "involvedObject": {"kind": "Pod", "name": "a"},
                 "message": "unexpected status from GET request to https://s3.example.com/blob?X-Amz-Signature=abc: 403 Forbidden"}
                """));
        PodView waiting = PodViews.pod(tree("""
                {"metadata": {"name": "a"}, "spec": {"containers": [{"name": "c"}]}, "status": {"containerStatuses": [
                 {"name": "c", "state": {"waiting": {"reason": "ErrImagePull",
                  "message": "Get https://jane:secret@r.example.com/v2/: x509"}}}]}}
                """));

        assertThat(failed.view().message()).doesNotContain("abc").contains("s3.example.com/blob?***");
        assertThat(waiting.containers().get(0).state().toString()).doesNotContain("secret");
    }

    @Test
    void readsWhatWasSaidLastOfEventsThatWereCombined() {
        SeenEvent combined = SeenEvent.of(tree("""
                {"reason": "Unhealthy", "count": 14, "message":
                 "(combined from similar events): Readiness probe failed: read tcp 10.0.0.1:40112->10.0.0.2:80: reset",
                 "involvedObject": {"kind": "Pod", "name": "a"}}
                """));

        assertThat(combined.view().message()).startsWith("Readiness probe failed: read tcp");
        assertThat(combined.view().count()).isEqualTo(14);
    }

    private static SeenWorkload workload(Workload kind, String name, String made) {
        return SeenWorkload.of(
                        kind, tree("{\"metadata\":{\"name\":\"" + name + "\",\"creationTimestamp\":\"" + made + "\"}}"))
                .orElseThrow();
    }

    private static SeenPod pod(String name, String owner) {
        return SeenPod.of(tree(POD.replace("orders-abc-1", name).replace("\"s1\"", "\"" + owner + "\"")))
                .orElseThrow();
    }

    private static SeenEvent event(String uid, String kind, String name) {
        Instant now = Instant.EPOCH;
        return new SeenEvent(
                uid,
                "kubelet",
                new Observation.EventView(
                        kind, name, Optional.empty(), Optional.empty(), true, "Failed", uid + name, 1, now, now));
    }

    private static SeenEvent refusal(String name, String reason) {
        return SeenEvent.of(tree("""
                {"metadata": {"creationTimestamp": "2026-11-21T10:00:00Z"}, "type": "Warning", "reason": "REASON",
                 "source": {"component": "kubelet", "host": "node-7"},
                 "involvedObject": {"kind": "Pod", "name": "NAME", "uid": "gone"}}
                """.replace("NAME", name).replace("REASON", reason)));
    }

    @Test
    void readsWhichKubeletTellsOfAnEvent() {
        assertThat(refusal("orders-0", "OutOfcpu").view().node()).contains("node-7");
    }

    @Test
    void keepsWhatKubeletsToldOfPodsThatAStatefulSetDeleted() {
        List<SeenEvent> events = List.of(
                refusal("orders-0", "OutOfcpu"),
                refusal("orders-1", "UnexpectedAdmissionError"),
                refusal("orders-2", "BackOff"),
                refusal("orders-abc-1", "OutOfcpu"),
                refusal("orders-worker-0", "OutOfcpu"));

        assertThat(eventsOf(Workload.STATEFUL_SET, events))
                .extracting(Observation.EventView::name)
                .containsExactlyInAnyOrder("orders-0", "orders-1");
        assertThat(eventsOf(Workload.DEPLOYMENT, events)).isEmpty();
    }

    private static List<Observation.EventView> eventsOf(Workload kind, List<SeenEvent> events) {
        return new Snapshot(
                        Map.of("w1", workload(kind, "orders", "2026-11-21T10:00:00Z")),
                        Map.of(),
                        Map.of(),
                        events,
                        List.of(),
                        List.of())
                .of(APP, new Growth(() -> Growth.Surroundings.UNKNOWN))
                .events();
    }

    @Test
    void takesOnlyWhatBelongsToTheApp() {
        SeenSet ours = SeenSet.of(
                        tree(
                                "{\"metadata\":{\"name\":\"orders-abc\",\"ownerReferences\":[{\"uid\":\"d1\",\"controller\":true}]}}"))
                .orElseThrow();
        SeenSet theirs = new SeenSet("d2", ours.view());
        Snapshot snapshot = new Snapshot(
                Map.of(
                        "d1",
                        workload(Workload.DEPLOYMENT, "orders", "2026-11-21T10:00:00Z"),
                        "d2",
                        workload(Workload.DEPLOYMENT, "orders-worker", "2026-11-21T11:00:00Z")),
                Map.of("s1", ours, "s2", theirs),
                Map.of("p1", pod("orders-abc-1", "s1"), "p2", pod("orders-worker-1", "s2")),
                List.of(
                        event("p1", "Pod", "orders-abc-1"),
                        event("p2", "Pod", "orders-worker-1"),
                        event("c1", "PersistentVolumeClaim", "data"),
                        event("c2", "PersistentVolumeClaim", "other")),
                List.of(),
                List.of());

        Observation seen = snapshot.of(APP, new Growth(() -> Growth.Surroundings.UNKNOWN));

        assertThat(seen.sets()).hasSize(1);
        assertThat(seen.pods()).extracting(PodView::name).containsExactly("orders-abc-1");
        assertThat(seen.events())
                .extracting(Observation.EventView::name)
                .containsExactlyInAnyOrder("orders-abc-1", "data");
    }

    @Test
    void takesTheYoungerOfTwoWorkloadsWhileTheKindIsChanged() {
        Snapshot snapshot = new Snapshot(
                Map.of(
                        "d1",
                        workload(Workload.DEPLOYMENT, "orders", "2026-11-21T10:00:00Z"),
                        "d2",
                        workload(Workload.STATEFUL_SET, "orders", "2026-11-21T11:00:00Z")),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());

        Observation seen = snapshot.of(APP, new Growth(() -> Growth.Surroundings.UNKNOWN));

        assertThat(seen.workload().orElseThrow().kind()).isEqualTo(Workload.STATEFUL_SET);
    }

    private static WorkloadView deployment(String spec) {
        return Views.workload(Workload.DEPLOYMENT, tree("{\"metadata\":{\"name\":\"orders\"},\"spec\":" + spec + "}"));
    }

    @Test
    void readsThePaceOfADeploymentAndKeepsPercentagesAndNumbers() {
        assertThat(deployment("{}").pace()).isEqualTo(Pace.DEFAULT);
        assertThat(deployment("""
                {"minReadySeconds": 5, "progressDeadlineSeconds": 60, "strategy": {"type": "RollingUpdate",
                 "rollingUpdate": {"maxSurge": 1, "maxUnavailable": "10%"}}}
                """).pace()).isEqualTo(new Pace(5, Optional.of(60), "1", "10%"));
        assertThat(deployment("{\"strategy\":{\"type\":\"Recreate\"}}").pace())
                .isEqualTo(new Pace(0, Optional.of(600), "0", "100%"));
    }

    @Test
    void tellsPodTemplatesApartByWhatRuns() {
        String applied = deployment(podTemplate("{}", "b", "[]")).template();

        assertThat(deployment(podTemplate("{}", "b", "[{\"name\":\"COLOUR\"}]")).template())
                .isNotEqualTo(applied);
        assertThat(deployment(podTemplate("{}", "c", "[]")).template()).isNotEqualTo(applied);
        assertThat(deployment(podTemplate("{\"kubectl.kubernetes.io/restartedAt\":\"now\"}", "b", "[]"))
                        .template())
                .isEqualTo(applied);
    }

    private static String podTemplate(String annotations, String label, String variables) {
        return "{\"template\":{\"metadata\":{\"annotations\":" + annotations + ",\"labels\":{\"a\":\"" + label + "\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"orders\",\"env\":" + variables + "}]}}}";
    }

    @Test
    void readsThePartitionOfAStatefulSet() {
        WorkloadView seen = Views.workload(
                Workload.STATEFUL_SET, tree("{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":3}}}}"));

        assertThat(seen.partition()).isEqualTo(3);
        assertThat(seen.pace()).isEqualTo(Pace.DEFAULT);
    }

    @Test
    void readsTheAppsOwnServicesAlone() {
        String service =
                "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"selector\":{\"app.kubernetes.io/name\":\"orders\","
                        + "\"paas-deploy/release\":\"7\"}}}";

        assertThat(Views.service(APP, tree(service.formatted("orders")))
                        .orElseThrow()
                        .pin())
                .isEqualTo(Map.of("paas-deploy/release", "7"));
        assertThat(Views.service(APP, tree(service.formatted("orders-preview"))))
                .isPresent();
        assertThat(Views.service(APP, tree(service.formatted("orders-headless"))))
                .isEmpty();
    }

    @Test
    void readsTheAutoscalerOfTheAppsWorkloadWhateverItsName() {
        String scaler = "{\"metadata\":{\"name\":\"theirs\"},\"spec\":{\"maxReplicas\":9,\"scaleTargetRef\":"
                + "{\"kind\":\"Deployment\",\"name\":\"%s\"},\"behavior\":{\"scaleDown\":{\"selectPolicy\":\"Disabled\"}}}}";

        assertThat(ScaleDownHold.view(APP, tree(scaler.formatted("orders"))))
                .contains(new Observation.ScalerView("theirs", 1, 9, false));
        assertThat(ScaleDownHold.view(APP, tree(scaler.formatted("other")))).isEmpty();
    }

    @Test
    void tellsOfAServiceThatIsLeftWithoutAWorkload() {
        Observation.ServiceView left = new Observation.ServiceView("orders", Map.of("paas-deploy/release", "7"));

        Observation seen = new Snapshot(Map.of(), Map.of(), Map.of(), List.of(), List.of(left), List.of())
                .of(APP, new Growth(() -> Growth.Surroundings.UNKNOWN));

        assertThat(seen.services()).containsExactly(left);
    }
}
