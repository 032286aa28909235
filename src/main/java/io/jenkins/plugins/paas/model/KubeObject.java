package io.jenkins.plugins.paas.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** {@code Kind/name}, as messages name it. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
