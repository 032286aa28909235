package io.jenkins.plugins.paas.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and changes plain values by the names on the way; what is changed is a copy. */
final class Plain {
    private Plain() {}

    static Optional<Object> at(Object tree, String... names) {
        Object here = tree;
        for (String name : names) {
            if (!(here instanceof Map<?, ?> map) || !map.containsKey(name)) {
                return Optional.empty();
            }
            here = map.get(name);
        }
        return Optional.of(here);
    }

    static Optional<String> text(Object tree, String... names) {
        return at(tree, names).filter(String.class::isInstance).map(String.class::cast);
    }

    static int number(Object tree, int otherwise, String... names) {
        return at(tree, names)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).intValue())
                .orElse(otherwise);
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> copy.put(name.toString(), inner));
        }
        return copy;
    }

    /** A copy with that value; nothing removes what is there, and what surrounds it once it is empty. */
    static Map<String, Object> with(Object tree, List<String> names, Optional<Object> value) {
        Map<String, Object> copy = map(tree);
        String first = names.get(0);
        List<String> rest = names.subList(1, names.size());
        Optional<Object> inner = rest.isEmpty()
                ? value
                : Optional.<Object>of(with(copy.getOrDefault(first, Map.of()), rest, value))
                        .filter(left -> !left.equals(Map.of()));
        inner.ifPresentOrElse(now -> copy.put(first, now), () -> copy.remove(first));
        return copy;
    }
}
