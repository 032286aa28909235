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
        Optional<Map<String, Object>> port =
                objects.stream().flatMap(ForeignPods::ports).findFirst();
        return port.map(named -> objects.stream()
                        .map(object -> object.kind().equals("Service") ? byNumber(object, named) : object)
                        .toList())
                .orElse(objects);
    }

    /** The ports of a workload's containers. */
    private static Stream<Map<String, Object>> ports(KubeObject object) {
        return PlainData.maps(object.body(), "spec", "template", "spec", "containers")
                .flatMap(container -> PlainData.maps(container, "ports"));
    }

    private static KubeObject byNumber(KubeObject service, Map<String, Object> named) {
        List<Map<String, Object>> ports = PlainData.maps(service.body(), "spec", "ports")
                .map(port -> {
                    Map<String, Object> copy = new LinkedHashMap<>(port);
                    copy.replace("targetPort", named.get("name"), named.get("containerPort"));
                    return copy;
                })
                .toList();
        return ports.isEmpty() ? service : ShapedObjects.with(service, Map.of("ports", ports), "spec");
    }
}
