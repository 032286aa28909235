package io.jenkins.plugins.paas.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the nested maps that Kubernetes objects are made of; keys keep the order in which they are put. */
final class Json {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Json() {}

    static Json object() {
        return new Json();
    }

    /** A map with one key. */
    static Map<String, Object> of(String key, Object value) {
        return object().put(key, value).map();
    }

    Json put(String key, Object value) {
        fields.put(key, value);
        return this;
    }

    /** Puts the value if there is one. */
    Json put(String key, Optional<?> value) {
        value.ifPresent(present -> fields.put(key, present));
        return this;
    }

    /** Puts the list unless it is empty. */
    Json putSome(String key, List<?> items) {
        if (!items.isEmpty()) {
            fields.put(key, items);
        }
        return this;
    }

    /** Puts the map unless it is empty. */
    Json putSome(String key, Map<String, ?> map) {
        if (!map.isEmpty()) {
            fields.put(key, map);
        }
        return this;
    }

    Map<String, Object> map() {
        return fields;
    }
}
