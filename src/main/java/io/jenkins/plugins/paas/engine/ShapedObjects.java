package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.rollout.Effect.Entrance;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Release's objects in the shape in which a strategy with gates lets them in. The Release itself never changes. */
final class ShapedObjects {
    private ShapedObjects() {}

    static List<KubeObject> of(List<KubeObject> rendered, Entrance entrance) {
        if (entrance instanceof Entrance.Held held) {
            // The freeze stands before the Service that is pinned: a pin on a thawed Deployment could lose its pods.
            return rendered.stream()
                    .map(object -> held(object, held))
                    .sorted(Comparator.comparing(object -> !object.kind().equals("Deployment")))
                    .toList();
        }
        if (entrance instanceof Entrance.Partitioned partitioned) {
            return rendered.stream()
                    .map(object -> object.kind().equals("StatefulSet")
                            ? with(object, partition(partitioned.partition()), "spec", "updateStrategy")
                            : object)
                    .toList();
        }
        return rendered;
    }

    private static KubeObject held(KubeObject object, Entrance.Held held) {
        return switch (object.kind()) {
            case "Deployment" -> held(object, held.pace(), held.paused());
            case "Service" -> selecting(object, held.pin());
            default -> object;
        };
    }

    private static KubeObject held(KubeObject deployment, Pace pace, boolean paused) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("paused", paused);
        spec.put("minReadySeconds", pace.minReadySeconds());
        pace.deadlineSeconds().ifPresent(seconds -> spec.put("progressDeadlineSeconds", seconds));
        spec.put(
                "strategy",
                Map.of(
                        "type",
                        "RollingUpdate",
                        "rollingUpdate",
                        Map.of(
                                "maxSurge",
                                numberOrPercent(pace.maxSurge()),
                                "maxUnavailable",
                                numberOrPercent(pace.maxUnavailable()))));
        return with(deployment, spec, "spec");
    }

    /** Kubernetes takes a text for a percentage. */
    private static Object numberOrPercent(String amount) {
        return amount.endsWith("%") ? amount : (Object) Integer.valueOf(amount);
    }

    /** The Service with more labels in its selector; one that chooses its endpoints otherwise stays as it is. */
    static KubeObject selecting(KubeObject service, Pin pin) {
        return pin.labels().isEmpty() ? service : with(service, Map.copyOf(pin.labels()), "spec", "selector");
    }

    private static Map<String, ?> partition(int ordinal) {
        return Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("partition", ordinal));
    }

    /** The object with some fields put into one of its maps. */
    static KubeObject with(KubeObject object, Map<String, ?> fields, String... path) {
        return new KubeObject(
                object.apiVersion(), object.kind(), object.name(), put(object.body(), fields, List.of(path)));
    }

    private static Map<String, Object> put(Map<?, ?> body, Map<String, ?> fields, List<String> path) {
        Map<String, Object> copy = new LinkedHashMap<>();
        body.forEach((key, value) -> copy.put((String) key, value));
        if (path.isEmpty()) {
            copy.putAll(fields);
        } else {
            Object below = copy.getOrDefault(path.get(0), Map.of());
            copy.put(path.get(0), put((Map<?, ?>) below, fields, path.subList(1, path.size())));
        }
        return copy;
    }
}
