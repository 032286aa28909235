package io.jenkins.plugins.paas.adapter.kube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server and its controllers keep in an object for themselves. */
final class Noise {
    private static final List<String> OF_METADATA =
            List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink");

    /** What {@code kubectl apply} without {@code --server-side} remembers. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Noise() {}

    /** The object without it. */
    static Map<String, Object> without(Tree object) {
        Map<String, Object> rest = new LinkedHashMap<>(object.map());
        rest.remove("status");
        Map<String, Object> metadata = new LinkedHashMap<>(object.at("metadata").map());
        metadata.keySet().removeAll(OF_METADATA);
        Map<String, Object> annotations =
                new LinkedHashMap<>(object.at("metadata", "annotations").map());
        annotations
                .keySet()
                .removeIf(name -> name.startsWith("deployment.kubernetes.io/") || name.equals(LAST_APPLIED));
        metadata.remove("annotations");
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        rest.put("metadata", metadata);
        return rest;
    }
}
