package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads plain data by its path, and compares it by what it says: a number read back from JSON may have another Java type than
 * when it was made.
 */
final class PlainData {
    private PlainData() {}

    /** The value at a path of member names; nothing where there is none. */
    static Optional<Object> at(Object from, String... path) {
        Optional<Object> here = Optional.of(from);
        for (String name : path) {
            here = here.flatMap(
                    value -> value instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty());
        }
        return here;
    }

    /** The object at a path; an empty one where there is none. */
    @SuppressWarnings("unchecked") // keys of plain objects are texts
    static Map<String, Object> map(Object from, String... path) {
        return at(from, path)
                .filter(Map.class::isInstance)
                .map(object -> (Map<String, Object>) object)
                .orElse(Map.of());
    }

    /** The objects of the list at a path; none where there is no list. */
    static Stream<Map<String, Object>> maps(Object from, String... path) {
        return at(from, path).filter(List.class::isInstance).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .filter(Map.class::isInstance)
                .map(object -> map(object));
    }

    static boolean same(List<KubeObject> a, List<KubeObject> b) {
        return same(a.stream().map(KubeObject::body).toList(), (Object)
                b.stream().map(KubeObject::body).toList());
    }

    static boolean same(Object a, Object b) {
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream()
                            .allMatch(entry -> Optional.ofNullable(right.get(entry.getKey()))
                                    .filter(value -> same(entry.getValue(), value))
                                    .isPresent());
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            return left.size() == right.size() && sameInOrder(left.iterator(), right.iterator());
        }
        if (a instanceof Number left && b instanceof Number right) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString())) == 0;
        }
        return a.equals(b);
    }

    private static boolean sameInOrder(Iterator<?> left, Iterator<?> right) {
        while (left.hasNext()) {
            if (!same(left.next(), right.next())) {
                return false;
            }
        }
        return true;
    }
}
