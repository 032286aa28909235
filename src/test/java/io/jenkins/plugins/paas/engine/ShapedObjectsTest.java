package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.rollout.Effect.Entrance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shape in which objects enter. */
class ShapedObjectsTest {
    private static final KubeObject SERVICE = object(
            "Service",
            Map.of(
                    "type",
                    "NodePort",
                    "selector",
                    Map.of("app.kubernetes.io/name", "shop"),
                    "ports",
                    List.of(Map.of("port", 80, "nodePort", 30080))));
    private static final KubeObject DEPLOYMENT =
            object("Deployment", Map.of("replicas", 3, "template", Map.of("metadata", Map.of())));

    @Test
    void entersNativelyAsItWasRendered() {
        assertThat(ShapedObjects.of(List.of(SERVICE, DEPLOYMENT), new Entrance.Native()))
                .containsExactly(SERVICE, DEPLOYMENT);
    }

    @Test
    void entersFrozenBeforeItsServiceIsPinned() {
        List<KubeObject> held = ShapedObjects.of(
                List.of(SERVICE, DEPLOYMENT), new Entrance.Held(Pace.frozen("1"), true, new Pin.OfRelease(7)));

        assertThat(held).extracting(KubeObject::kind).containsExactly("Deployment", "Service");
        assertThat(spec(held.get(0)))
                .containsEntry("paused", true)
                .containsEntry("minReadySeconds", Integer.MAX_VALUE - 1)
                .containsEntry("progressDeadlineSeconds", Integer.MAX_VALUE)
                .containsEntry(
                        "strategy",
                        Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("maxSurge", 1, "maxUnavailable", 0)))
                .containsEntry("replicas", 3);
        assertThat(spec(held.get(1)))
                .containsEntry("selector", Map.of("app.kubernetes.io/name", "shop", "paas-deploy/release", "7"));
    }

    @Test
    void keepsAPercentageAText() {
        KubeObject held = ShapedObjects.of(
                        List.of(DEPLOYMENT), new Entrance.Held(Pace.frozen("100%"), false, new Pin.None()))
                .get(0);

        assertThat(spec(held).get("strategy")).asString().contains("maxSurge=100%");
    }

    @Test
    void entersByPartition() {
        KubeObject set = object("StatefulSet", Map.of("replicas", 3));

        assertThat(spec(ShapedObjects.of(List.of(set), new Entrance.Partitioned(2))
                        .get(0)))
                .containsEntry(
                        "updateStrategy", Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("partition", 2)));
    }

    @Test
    void thePreviewHasNoPortOfTheNodes() {
        KubeObject preview = PreviewService.of("shop", List.of(SERVICE), 7).orElseThrow();

        assertThat(preview).hasToString("Service/shop-preview");
        assertThat(spec(preview))
                .containsEntry("type", "ClusterIP")
                .containsEntry("ports", List.of(Map.of("port", 80)))
                .containsEntry("selector", Map.of("app.kubernetes.io/name", "shop", "paas-deploy/release", "7"));
    }

    @Test
    void anAppWithoutAServiceHasNoPreview() {
        assertThat(PreviewService.of("shop", List.of(DEPLOYMENT), 7)).isEmpty();
    }

    private static Map<?, ?> raw(KubeObject object) {
        return (Map<?, ?>) object.body().get("spec");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(KubeObject object) {
        return (Map<String, Object>) raw(object);
    }

    private static KubeObject object(String kind, Map<String, Object> spec) {
        return new KubeObject(
                "v1", kind, "shop", Map.of("kind", kind, "metadata", Map.of("name", "shop"), "spec", spec));
    }
}
