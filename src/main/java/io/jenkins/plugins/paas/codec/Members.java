package io.jenkins.plugins.paas.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the members of a JSON object in the order in which they are given. */
public final class Members {
    /** The version of every document that this code writes. */
    public static final int SCHEMA = 1;

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** An object within a document. */
    public Members() {}

    /**
     * A document of its own, with its version first.
     *
     * @param kind what it is, such as {@code Release}
     */
    public static Members document(String kind) {
        return new Members().add("schema", SCHEMA).add("kind", kind);
    }

    /**
     * Adds a member: a plain value as {@link Json} takes it, a time or duration (ISO 8601), an enum (its name), a list, or
     * any other value by its {@code toString()}. An empty Optional is left out.
     */
    public Members add(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> add(name, present));
        } else if (value instanceof List<?> list) {
            members.put(name, list.stream().map(Members::plain).toList());
        } else {
            members.put(name, plain(value));
        }
        return this;
    }

    /** Adds all members of another object. */
    public Members addAll(Map<String, Object> others) {
        members.putAll(others);
        return this;
    }

    /** What was collected. */
    public Map<String, Object> tree() {
        return Collections.unmodifiableMap(members);
    }

    private static Object plain(Object value) {
        if (value instanceof Map || value instanceof Iterable || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant time) {
            return DateTimeFormatter.ISO_INSTANT.format(time);
        }
        if (value instanceof Duration duration) {
            return duration.toString();
        }
        return value.toString();
    }
}
