package io.jenkins.plugins.paas.codec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON with one text for one meaning: members in the order of their names, no spaces. What is hashed is written so. */
public final class Canonical {
    private Canonical() {}

    /** The text of plain values, as {@link Json} takes them. */
    public static String write(Object tree) {
        return Json.write(sorted(tree));
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new TreeMap<>();
            map.forEach((name, inner) -> members.put((String) name, sorted(inner)));
            return members;
        }
        return value instanceof List<?> list
                ? list.stream().map(Canonical::sorted).toList()
                : value;
    }
}
