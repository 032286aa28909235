package io.jenkins.plugins.paas.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields in which two pieces of plain data differ, each value as small as it can be. Lists of named things (containers,
 * variables, ports) are compared by name, so that one more in the middle does not shift all others.
 */
final class FieldChanges {
    /** What may name the elements of a list; the first that all of them have, each another. */
    private static final List<String> NAMES = List.of("name", "mountPath", "type", "port");

    private final List<FieldChange> found = new ArrayList<>();

    private FieldChanges() {}

    static List<FieldChange> between(Map<String, Object> before, Map<String, Object> after) {
        FieldChanges changes = new FieldChanges();
        changes.maps("", before, after);
        return List.copyOf(changes.found);
    }

    private void maps(String path, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (Object key : keys) {
            values(
                    path.isEmpty() ? step(key) : path + (step(key).startsWith("[") ? "" : ".") + step(key),
                    Optional.ofNullable(before.get(key)),
                    Optional.ofNullable(after.get(key)));
        }
    }

    /** A name with a dot or a slash in it, as labels have, would read as several steps. */
    private static String step(Object key) {
        String name = key.toString();
        return name.matches("[^./\\[\\]]+") ? name : "[" + name + "]";
    }

    private void values(String path, Optional<Object> before, Optional<Object> after) {
        if (before.isPresent() && after.isPresent() && PlainData.same(before.get(), after.get())) {
            return;
        }
        if (fits(Map.class, before, after)) {
            maps(path, map(before), map(after));
        } else if (fits(List.class, before, after)) {
            elements(path, list(before), list(after));
        } else {
            found.add(FieldChange.of(path, before, after));
        }
    }

    /** Whether one is of that type and not empty, and so is the other, if it is there. */
    private static boolean fits(Class<?> type, Optional<Object> before, Optional<Object> after) {
        boolean empty = before.filter(FieldChanges::isFull).isEmpty()
                && after.filter(FieldChanges::isFull).isEmpty();
        return !empty
                && before.stream().allMatch(type::isInstance)
                && after.stream().allMatch(type::isInstance);
    }

    private static boolean isFull(Object value) {
        return !value.equals(Map.of()) && !value.equals(List.of());
    }

    private void elements(String path, List<?> before, List<?> after) {
        Optional<String> named = NAMES.stream()
                .filter(name -> names(before, name) && names(after, name))
                .findFirst();
        if (named.isEmpty() && plain(before) && plain(after)) {
            // A command line is read as a whole.
            found.add(FieldChange.of(
                    path,
                    Optional.<Object>of(before).filter(FieldChanges::isFull),
                    Optional.<Object>of(after).filter(FieldChanges::isFull)));
            return;
        }
        Map<String, Object> old = keyed(before, named);
        Map<String, Object> fresh = keyed(after, named);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(fresh.keySet());
        for (String key : keys) {
            Optional<Object> was = Optional.ofNullable(old.get(key));
            Optional<Object> is = Optional.ofNullable(fresh.get(key));
            // The name of an element that comes or goes stands in the path.
            values(
                    path + "[" + key + "]",
                    was.or(() -> is.flatMap(element -> nameOnly(element, named))),
                    is.or(() -> was.flatMap(element -> nameOnly(element, named))));
        }
    }

    private static Optional<Object> nameOnly(Object element, Optional<String> named) {
        return named.filter(name -> element instanceof Map<?, ?> map && map.size() > 1)
                .map(name -> Map.of(name, ((Map<?, ?>) element).get(name)));
    }

    private static boolean plain(List<?> list) {
        return list.stream().noneMatch(each -> each instanceof Map || each instanceof List);
    }

    private static boolean names(List<?> list, String name) {
        return list.stream().allMatch(each -> each instanceof Map<?, ?> map && map.containsKey(name))
                && list.stream()
                                .map(each -> String.valueOf(((Map<?, ?>) each).get(name)))
                                .distinct()
                                .count()
                        == list.size();
    }

    private static Map<String, Object> keyed(List<?> list, Optional<String> named) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Object each : list) {
            String key = named.map(name -> String.valueOf(((Map<?, ?>) each).get(name)))
                    .orElseGet(() -> Integer.toString(all.size()));
            all.put(key, each);
        }
        return all;
    }

    private static Map<?, ?> map(Optional<Object> value) {
        return (Map<?, ?>) value.orElse(Map.of());
    }

    private static List<?> list(Optional<Object> value) {
        return (List<?>) value.orElse(List.of());
    }
}
