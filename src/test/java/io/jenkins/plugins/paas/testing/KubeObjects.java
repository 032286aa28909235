package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Pace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small objects for tests of clusters; their pods run where {@code PAAS_REGISTRY} holds {@code base/static:1}. */
public final class KubeObjects {
    private KubeObjects() {}

    /** A Deployment that leaves its number of pods to others. */
    public static KubeObject deployment(AppRef app, long release) {
        return deployment(app, release, Map.of());
    }

    public static KubeObject deployment(AppRef app, long release, int replicas) {
        return deployment(app, release, Map.of("replicas", replicas));
    }

    private static KubeObject deployment(AppRef app, long release, Map<String, Object> more) {
        Map<String, Object> spec = new LinkedHashMap<>(more);
        spec.put("selector", Map.of("matchLabels", Map.of(Labels.NAME, app.app().value())));
        spec.put("template", template(app, release));
        return object(app, "apps/v1", "Deployment", Map.of("spec", spec));
    }

    public static KubeObject statefulSet(AppRef app, long release, int replicas) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("replicas", replicas);
        spec.put("serviceName", app.app().value());
        spec.put("selector", Map.of("matchLabels", Map.of(Labels.NAME, app.app().value())));
        spec.put("template", template(app, release));
        return object(app, "apps/v1", "StatefulSet", Map.of("spec", spec));
    }

    /** The same StatefulSet, whose pods below an ordinal keep their template. */
    public static KubeObject partitioned(int ordinal, KubeObject statefulSet) {
        return withSpec(
                statefulSet,
                Map.of(
                        "updateStrategy",
                        Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("partition", ordinal))));
    }

    /** The same Deployment with another pace. */
    public static KubeObject at(Pace pace, KubeObject deployment) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (pace.minReadySeconds() > 0) {
            spec.put("minReadySeconds", pace.minReadySeconds());
        }
        pace.deadlineSeconds().ifPresent(seconds -> spec.put("progressDeadlineSeconds", seconds));
        Map<String, Object> update = Map.of(
                "maxSurge", FakePace.value(pace.maxSurge()), "maxUnavailable", FakePace.value(pace.maxUnavailable()));
        spec.put("strategy", Map.of("type", "RollingUpdate", "rollingUpdate", update));
        return withSpec(deployment, spec);
    }

    /** The same Deployment, paused. */
    public static KubeObject paused(KubeObject deployment) {
        return withSpec(deployment, Map.of("paused", true));
    }

    /** The same object with more fields in its {@code spec}. */
    public static KubeObject withSpec(KubeObject object, Map<String, Object> more) {
        Map<String, Object> spec = new LinkedHashMap<>();
        ((Map<?, ?>) object.body().getOrDefault("spec", Map.of()))
                .forEach((name, value) -> spec.put(name.toString(), value));
        spec.putAll(more);
        Map<String, Object> body = new LinkedHashMap<>(object.body());
        body.put("spec", spec);
        return new KubeObject(object.apiVersion(), object.kind(), object.name(), body);
    }

    private static Map<String, Object> template(AppRef app, long release) {
        String name = app.app().value();
        Map<String, Object> probe = Map.of("exec", Map.of("command", List.of("true")), "periodSeconds", 1);
        Map<String, Object> container = Map.of(
                "name",
                name,
                "image",
                System.getenv().getOrDefault("PAAS_REGISTRY", "127.0.0.1:5000") + "/base/static:1",
                "command",
                List.of("/bin/sh", "-c", "echo release " + release + "; trap exit TERM; while :; do sleep 1; done"),
                "readinessProbe",
                probe);
        return Map.of(
                "metadata",
                Map.of("labels", Map.of(Labels.NAME, name, Labels.RELEASE, Long.toString(release))),
                "spec",
                Map.of("terminationGracePeriodSeconds", 1, "containers", List.of(container)));
    }

    public static KubeObject service(AppRef app, int port) {
        return object(
                app,
                "v1",
                "Service",
                Map.of(
                        "spec",
                        Map.of(
                                "selector",
                                Map.of(Labels.NAME, app.app().value()),
                                "ports",
                                List.of(Map.of("port", port)))));
    }

    /** The Service {@code <app>-preview}, which leads to the pods of one Release. */
    public static KubeObject preview(AppRef app, int port, long release) {
        Map<String, Object> selector = Map.of(Labels.NAME, app.app().value(), Labels.RELEASE, Long.toString(release));
        return named(app.app() + "-preview", withSpec(service(app, port), Map.of("selector", selector)));
    }

    private static KubeObject named(String name, KubeObject object) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        ((Map<?, ?>) object.body().getOrDefault("metadata", Map.of()))
                .forEach((key, value) -> metadata.put(key.toString(), value));
        metadata.put("name", name);
        Map<String, Object> body = new LinkedHashMap<>(object.body());
        body.put("metadata", metadata);
        return new KubeObject(object.apiVersion(), object.kind(), name, body);
    }

    public static KubeObject configMap(AppRef app, String text) {
        return object(app, "v1", "ConfigMap", Map.of("data", Map.of("text", text)));
    }

    public static KubeObject autoscaler(AppRef app, int min, int max) {
        Map<String, Object> target = Map.of(
                "apiVersion", "apps/v1", "kind", "Deployment", "name", app.app().value());
        return object(
                app,
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                Map.of("spec", Map.of("scaleTargetRef", target, "minReplicas", min, "maxReplicas", max)));
    }

    /** The same autoscaler with a behaviour that never takes pods away. */
    public static KubeObject neverScalingDown(KubeObject autoscaler) {
        return withSpec(autoscaler, Map.of("behavior", Map.of("scaleDown", Map.of("selectPolicy", "Disabled"))));
    }

    /** The same object without the label that says that we manage it. */
    public static KubeObject ofSomeoneElse(KubeObject object) {
        Map<String, Object> body = new LinkedHashMap<>(object.body());
        body.put("metadata", Map.of("name", object.name()));
        return new KubeObject(object.apiVersion(), object.kind(), object.name(), body);
    }

    private static KubeObject object(AppRef app, String apiVersion, String kind, Map<String, Object> content) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", apiVersion);
        body.put("kind", kind);
        body.put(
                "metadata",
                Map.of(
                        "name",
                        app.app().value(),
                        "labels",
                        Map.of(Labels.NAME, app.app().value(), Labels.MANAGED_BY, Labels.MANAGER)));
        body.putAll(content);
        return new KubeObject(apiVersion, kind, app.app().value(), body);
    }
}
