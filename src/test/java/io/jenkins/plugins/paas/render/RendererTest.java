package io.jenkins.plugins.paas.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.spec.SpecReader;
import io.jenkins.plugins.paas.spec.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RendererTest {
    @Test
    void rendersOnlyWhatTheAppNeeds() {
        assertThat(Rendered.of("").names()).containsExactly("Deployment/orders");
        assertThat(Rendered.of("port: 8080\n").names()).containsExactly("Service/orders", "Deployment/orders");
        assertThat(Rendered.of("port: 8080\nworkload: statefulset\nautoscale: {max: 3}\n")
                        .names())
                .containsExactly(
                        "Service/orders-pods",
                        "Service/orders",
                        "StatefulSet/orders",
                        "HorizontalPodAutoscaler/orders");
    }

    @Test
    void namesEveryObjectAndLabelsItWithTheRecommendedLabels() {
        Rendered rendered = Rendered.of("port: 8080\nworkload: statefulset\nautoscale: {max: 3}\n");

        assertThat(rendered.all()).allSatisfy(object -> {
            Map<?, ?> metadata = (Map<?, ?>) object.body().get("metadata");
            assertThat(object.body()).containsEntry("apiVersion", object.apiVersion());
            assertThat(object.body()).containsEntry("kind", object.kind());
            assertThat(metadata.get("name")).isEqualTo(object.name());
            assertThat(metadata.get("namespace")).isEqualTo("default");
            assertThat(metadata.get("labels"))
                    .isEqualTo(Map.of(
                            "app.kubernetes.io/name", "orders",
                            "app.kubernetes.io/version", "42-1-0123456789ab",
                            "app.kubernetes.io/part-of", "trade",
                            "app.kubernetes.io/managed-by", "paas-deploy"));
        });
    }

    @Test
    void selectsByTheNameAloneAndMarksPodsWithTheirRelease() {
        Rendered rendered = Rendered.of("port: 8080\n");

        assertThat(rendered.deployment("spec/selector"))
                .isEqualTo(Map.of("matchLabels", Map.of("app.kubernetes.io/name", "orders")));
        assertThat(rendered.at("Service/orders", "spec/selector"))
                .isEqualTo(Map.of("app.kubernetes.io/name", "orders"));
        assertThat(rendered.deployment("spec/template/metadata/labels/paas-deploy|release"))
                .isEqualTo("42");
        assertThat(rendered.find("Deployment/orders", "metadata/labels/paas-deploy|release"))
                .isEmpty();
    }

    @Test
    void pinsTheImageByItsDigest() {
        assertThat(Rendered.of("").container("image"))
                .contains("registry.example.com/apps/orders:42-1-0123456789ab@" + Rendered.DIGEST);
        assertThat(Rendered.of("").container("imagePullPolicy")).contains("IfNotPresent");
    }

    @Test
    void neverTakesAPodAwayBeforeItsSuccessorIsReady() {
        Rendered rendered = Rendered.of("replicas: 3\nrollout: {timeout: 7m}\n");

        assertThat(rendered.deployment("spec/strategy"))
                .isEqualTo(Map.of(
                        "type", "RollingUpdate", "rollingUpdate", Map.of("maxUnavailable", 0, "maxSurge", "25%")));
        assertThat(rendered.deployment("spec/progressDeadlineSeconds")).isEqualTo(420);
        assertThat(rendered.deployment("spec/replicas")).isEqualTo(3);
        assertThat(rendered.deployment("spec/revisionHistoryLimit")).isEqualTo(10);
        assertThat(rendered.deployment("metadata/annotations"))
                .isEqualTo(Map.of("kubernetes.io/change-cause", "paas release 42 (0123456789ab)"));
    }

    @Test
    void watchesAContainerForAWhileWhereNoCheckSaysThatItIsReady() {
        Rendered unchecked = Rendered.of("rollout: {timeout: 5s}\n");

        assertThat(unchecked.deployment("spec/minReadySeconds")).isEqualTo(10);
        assertThat(unchecked.deployment("spec/progressDeadlineSeconds")).isEqualTo(11);
        assertThat(Rendered.of("port: 8080\n").find("Deployment/orders", "spec/minReadySeconds"))
                .isEmpty();
    }

    @Test
    void leavesTheNumberOfPodsToTheAutoscaler() {
        Rendered rendered = Rendered.of("replicas: 3\nautoscale: {min: 2, max: 9, cpu: 70, memory: 80}\n");

        assertThat(rendered.find("Deployment/orders", "spec/replicas")).isEmpty();
        assertThat(rendered.at("HorizontalPodAutoscaler/orders", "spec/scaleTargetRef"))
                .isEqualTo(Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "orders"));
        assertThat(rendered.at("HorizontalPodAutoscaler/orders", "spec/minReplicas"))
                .isEqualTo(2);
        assertThat(rendered.at("HorizontalPodAutoscaler/orders", "spec/maxReplicas"))
                .isEqualTo(9);
        assertThat(rendered.at("HorizontalPodAutoscaler/orders", "spec/metrics"))
                .isEqualTo(List.of(metric("cpu", 70), metric("memory", 80)));
    }

    private static Map<String, Object> metric(String name, int percent) {
        return Map.of(
                "type",
                "Resource",
                "resource",
                Map.of("name", name, "target", Map.of("type", "Utilization", "averageUtilization", percent)));
    }

    @Test
    void letsRequestsEndBeforeTheContainerDoes() {
        Rendered rendered = Rendered.of("shutdown: {drain: 7s, grace: 20s}\n");

        assertThat(rendered.container("lifecycle")).contains(Map.of("preStop", Map.of("sleep", Map.of("seconds", 7))));
        assertThat(rendered.pod("terminationGracePeriodSeconds")).contains(27);
        assertThat(Rendered.of("shutdown: {drain: 0s}\n").container("lifecycle"))
                .isEmpty();
    }

    @Test
    void givesPodsNothingOfTheClusterThatTheyDidNotAskFor() {
        Rendered rendered = Rendered.of("");

        assertThat(rendered.pod("automountServiceAccountToken")).contains(false);
        assertThat(rendered.pod("enableServiceLinks")).contains(false);
    }

    @Test
    void meetsTheRestrictedSecurityProfileByDefault() {
        Rendered rendered = Rendered.of("");

        assertThat(rendered.pod("securityContext"))
                .contains(Map.of("runAsNonRoot", true, "seccompProfile", Map.of("type", "RuntimeDefault")));
        assertThat(rendered.container("securityContext"))
                .contains(Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "capabilities",
                        Map.of("drop", List.of("ALL")),
                        "readOnlyRootFilesystem",
                        true));
        assertThat(rendered.container("volumeMounts"))
                .contains(List.of(Map.of("name", "paas-writable-0", "mountPath", "/tmp")));
        assertThat(rendered.pod("volumes")).contains(List.of(Map.of("name", "paas-writable-0", "emptyDir", Map.of())));
    }

    @Test
    void loosensSecurityAsToldAndNoFurther() {
        Rendered root = Rendered.of("security: {runAsNonRoot: false, readOnlyRootFilesystem: false, runAsUser: 0}\n");
        Rendered privileged = Rendered.of("security: {privileged: true}\n");

        assertThat(root.pod("securityContext"))
                .contains(Map.of("runAsUser", 0, "seccompProfile", Map.of("type", "RuntimeDefault")));
        assertThat(root.container("securityContext"))
                .contains(Map.of("allowPrivilegeEscalation", false, "readOnlyRootFilesystem", false));
        assertThat(root.pod("volumes")).isEmpty();
        assertThat(privileged.pod("securityContext")).isEmpty();
        assertThat(privileged.container("securityContext"))
                .contains(Map.of("privileged", true, "readOnlyRootFilesystem", false));
    }

    @Test
    void givesAPodWithoutAStartupCheckTwoMinutesToBecomeReadyAndNoFurtherTurnOfTheKubelet() {
        Rendered readinessOnly = Rendered.of("port: 8080\n");
        Rendered withLiveness = Rendered.of("port: 8080\nhealth: {liveness: {tcp: 8080}}\n");

        assertThat(readinessOnly.container("startupProbe")).isEmpty();
        assertThat(readinessOnly.deployment("spec/template/metadata/annotations"))
                .isEqualTo(Map.of("paas-deploy/starts-within-seconds", "120"));
        assertThat(withLiveness.container("startupProbe")).isPresent();
        assertThat(withLiveness.find("Deployment/orders", "spec/template/metadata/annotations"))
                .isEmpty();
    }

    @Test
    void asksEachKindOfCheck() {
        Rendered rendered = Rendered.of("""
                port: 8080
                health:
                  startup: {command: [sh, -c, ok], delay: 3s}
                  readiness: {http: /ready}
                  liveness: {tcp: 9000, period: 1m, timeout: 4s, failures: 5}
                """);

        assertThat(rendered.container("startupProbe"))
                .contains(Map.of(
                        "exec", Map.of("command", List.of("sh", "-c", "ok")),
                        "initialDelaySeconds", 3,
                        "periodSeconds", 1,
                        "timeoutSeconds", 2,
                        "failureThreshold", 120));
        assertThat(rendered.container("readinessProbe"))
                .contains(Map.of(
                        "httpGet", Map.of("path", "/ready", "port", 8080),
                        "periodSeconds", 1,
                        "timeoutSeconds", 2,
                        "failureThreshold", 10));
        assertThat(rendered.container("livenessProbe"))
                .contains(Map.of(
                        "tcpSocket", Map.of("port", 9000),
                        "periodSeconds", 60,
                        "timeoutSeconds", 4,
                        "failureThreshold", 5));
    }

    @Test
    void givesAmountsAsKubernetesWritesThem() {
        assertThat(Rendered.of("resources: {cpu: 1.5, memory: 1536Mi, requests: {cpu: 2000m}}\n".replace("2000m", "1"))
                        .container("resources"))
                .contains(Map.of(
                        "limits", Map.of("cpu", "1500m", "memory", "1536Mi"),
                        "requests", Map.of("cpu", "1", "memory", "1536Mi")));
    }

    @Test
    void offersThePortAsTheServiceSays() {
        assertThat(Rendered.of("port: 8080\n").at("Service/orders", "spec/ports"))
                .isEqualTo(List.of(Map.of("name", "main", "port", 80, "targetPort", "main", "protocol", "TCP")));
        Rendered node = Rendered.of("port: 8080\nservice: {type: NodePort, port: 90, nodePort: 30090}\n");
        assertThat(node.at("Service/orders", "spec/ports"))
                .isEqualTo(List.of(Map.of(
                        "name", "main", "port", 90, "targetPort", "main", "protocol", "TCP", "nodePort", 30090)));
        assertThat(node.find("Service/orders", "spec/externalTrafficPolicy")).isEmpty();
        assertThat(Rendered.of("port: 8080\nservice: {type: LoadBalancer}\n")
                        .at("Service/orders", "spec/externalTrafficPolicy"))
                .isEqualTo("Local");
    }

    @Test
    void givesEachPodOfAStatefulSetItsNameAndStorage() {
        Rendered rendered = Rendered.of(
                "workload: statefulset\nvolumes: {data: {mountPath: /data, size: 10Gi, storageClass: fast}}\n");

        assertThat(rendered.at("StatefulSet/orders", "spec/serviceName")).isEqualTo("orders-pods");
        assertThat(rendered.at("StatefulSet/orders", "spec/updateStrategy"))
                .isEqualTo(Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("partition", 0)));
        assertThat(rendered.at("StatefulSet/orders", "spec/volumeClaimTemplates/0/metadata"))
                .isEqualTo(Map.of("name", "data"));
        assertThat(rendered.at("StatefulSet/orders", "spec/volumeClaimTemplates/0/spec"))
                .isEqualTo(Map.of(
                        "accessModes",
                        List.of("ReadWriteOnce"),
                        "storageClassName",
                        "fast",
                        "resources",
                        Map.of("requests", Map.of("storage", "10Gi"))));
        assertThat(rendered.at("StatefulSet/orders", "spec/template/spec/securityContext/fsGroup"))
                .isEqualTo(10_001);
        assertThat(rendered.at("Service/orders-pods", "spec/clusterIP")).isEqualTo("None");
    }

    @Test
    void mountsConfigurationAndVolumes() {
        Rendered rendered = Rendered.of("""
                config: config/
                volumes:
                  tls: {mountPath: /tls, secret: orders-tls}
                  shared: {mountPath: /shared, configMap: common}
                  old: {mountPath: /old, claim: orders-old}
                  work: {mountPath: /work, empty: true}
                security: {writable: []}
                """);

        assertThat(rendered.pod("volumes"))
                .contains(List.of(
                        Map.of("name", "paas-config", "configMap", Map.of("name", "orders-config-v3")),
                        Map.of("name", "tls", "secret", Map.of("secretName", "orders-tls")),
                        Map.of("name", "shared", "configMap", Map.of("name", "common")),
                        Map.of("name", "old", "persistentVolumeClaim", Map.of("claimName", "orders-old")),
                        Map.of("name", "work", "emptyDir", Map.of())));
        assertThat(rendered.container("volumeMounts"))
                .contains(List.of(
                        Map.of("name", "paas-config", "mountPath", "/etc/orders/config", "readOnly", true),
                        Map.of("name", "tls", "mountPath", "/tls", "readOnly", true),
                        Map.of("name", "shared", "mountPath", "/shared", "readOnly", true),
                        Map.of("name", "old", "mountPath", "/old"),
                        Map.of("name", "work", "mountPath", "/work")));
    }

    @Test
    void refusesAConfigVersionThatDoesNotFitTheApp() {
        Target target = Targets.resolve(
                SpecReader.app("paas.yaml", "app: orders\nteam: trade\nlanguage: java\nconfig: config/\n"),
                SpecReader.platform(
                        "platform.yaml",
                        "registries: {m: {url: r.example.com}}\nclusters: {c: {id: 1, environment: e, context: c, registry: m}}\n"),
                new ClusterName("c"));
        ImageRef image = ImageRef.tagged(target.repository(), "x");

        assertThatThrownBy(() -> Renderer.render(target, image, Rendered.TAG, 1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rendersTheSameInputToTheSameBytes() {
        String app = "port: 8080\nenv: {B: 1, A: 2}\nautoscale: {max: 3}\n";

        assertThat(Rendered.of(app).all().stream().map(KubeObject::body).toList())
                .hasToString(Rendered.of("env: {A: 2, B: 1}\nautoscale: {max: 3}\nport: 8080\n").all().stream()
                        .map(KubeObject::body)
                        .toList()
                        .toString());
    }
}
