package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pods that were there before {@code paas} was. Our Services name the port of a pod, so that each is reached at its own when the
 * number changes; those pods have no port of that name, and while they run it is the number that counts.
 */
final class ForeignPods {
    private ForeignPods() {}

    static boolean run(Observation seen) {
        return seen.pods().stream()
                .anyMatch(pod -> !pod.leaving() && pod.release().isEmpty());
    }

    /** The objects with Services that lead to the port by its number. */
    static List<KubeObject> reached(List<KubeObject> objects) {
        Optional<Map<?, ?>> port = objects.stream().flatMap(ForeignPods::ports).findFirst();
        return port.<List<KubeObject>>map(named -> objects.stream()
                        .map(object -> object.kind().equals("Service") ? byNumber(object, named) : object)
                        .toList())
                .orElse(objects);
    }

    /** The ports of a workload's containers. */
    private static Stream<Map<?, ?>> ports(KubeObject object) {
        return maps(at(object.body(), "spec", "template", "spec", "containers"))
                .flatMap(container -> maps(at(container, "ports")));
    }

    private static KubeObject byNumber(KubeObject service, Map<?, ?> named) {
        List<Map<String, Object>> ports = maps(at(service.body(), "spec", "ports"))
                .map(port -> {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    port.forEach((key, value) -> copy.put(
                            (String) key,
                            key.equals("targetPort") && value.equals(named.get("name"))
                                    ? named.get("containerPort")
                                    : value));
                    return copy;
                })
                .toList();
        return ports.isEmpty() ? service : ShapedObjects.with(service, Map.of("ports", ports), "spec");
    }

    private static Object at(Object from, String... path) {
        Object there = from;
        for (String name : path) {
            Object next = there instanceof Map<?, ?> map ? map.get(name) : Map.of();
            there = next == null ? Map.of() : next;
        }
        return there;
    }

    private static Stream<Map<?, ?>> maps(Object list) {
        return list instanceof List<?> all
                ? all.stream().flatMap(each -> each instanceof Map<?, ?> map ? Stream.of(map) : Stream.empty())
                : Stream.empty();
    }
}
