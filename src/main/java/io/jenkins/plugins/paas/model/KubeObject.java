package io.jenkins.plugins.paas.model;

import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Kubernetes object as plain data, so that it can be rendered, compared, stored and sent without a client library.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param name {@code metadata.name}
 * @param body the whole object, {@code apiVersion} and {@code kind} included: maps, lists, strings, numbers, booleans;
 *     keys keep their order
 */
public record KubeObject(String apiVersion, String kind, String name, Map<String, Object> body) {
    public KubeObject {
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }

    /** Whether it runs an App's pods. */
    public boolean isWorkload() {
        return Stream.of(Workload.values()).anyMatch(workload -> workload.kind().equals(kind));
    }

    /** {@code spec.replicas}; nothing where it leaves the number to others. */
    public Optional<Integer> replicas() {
        return body.get("spec") instanceof Map<?, ?> spec && spec.get("replicas") instanceof Number number
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    /** {@code Kind/name}, as messages name it. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
