package io.jenkins.plugins.paas.adapter.kube;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads plain values by their path. What is missing or of another type reads as empty, 0 or false: the API leaves out
 * fields that have their zero value, and a newer server may have others than we know.
 */
record Tree(Map<String, Object> map) {
    static final Tree EMPTY = new Tree(Map.of());

    static Tree of(Map<String, Object> map) {
        return new Tree(map);
    }

    /** The object at a path of member names; empty when there is none. */
    @SuppressWarnings("unchecked") // keys of JSON objects are texts
    Tree at(String... path) {
        Map<String, Object> here = map;
        for (String name : path) {
            if (!(here.get(name) instanceof Map<?, ?> next)) {
                return EMPTY;
            }
            here = (Map<String, Object>) next;
        }
        return here == map ? this : new Tree(here);
    }

    boolean has(String name) {
        return map.containsKey(name);
    }

    Optional<String> find(String name) {
        return map.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The text, or an empty one. */
    String text(String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    int number(String name) {
        return number(name, 0);
    }

    int number(String name, int otherwise) {
        return map.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    long big(String name) {
        return map.get(name) instanceof Number number ? number.longValue() : 0;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    /** A time (RFC 3339), as {@code metav1.Time} and {@code metav1.MicroTime} write it. */
    Optional<Instant> time(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The objects of a list. */
    @SuppressWarnings("unchecked") // keys of JSON objects are texts
    List<Map<String, Object>> maps(String name) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object) {
                    all.add((Map<String, Object>) object);
                }
            }
        }
        return all;
    }

    /** The objects of a list. */
    List<Tree> trees(String name) {
        return maps(name).stream().map(Tree::new).toList();
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof String text) {
                    all.add(text);
                }
            }
        }
        return all;
    }
}
