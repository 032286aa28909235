package io.jenkins.plugins.paas.image;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The extended attributes of a file that an image keeps: what its program may do without being root ({@code
 * security.capability}), and its users' own. Others belong to the machine where they were set.
 *
 * @param values by name, each character one byte, since some are no text
 */
public record Attributes(SortedMap<String, String> values) {
    /** No attribute. */
    public static final Attributes NONE = new Attributes(Collections.emptySortedMap());

    /** What a tar archive writes before a name. */
    private static final String RECORD = "SCHILY.xattr.";

    public Attributes {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Whether a record of an extended header is an attribute, whose value may be no text. */
    static boolean is(String key) {
        return key.startsWith(RECORD);
    }

    /** Those among the records of an extended header. */
    static Attributes of(Map<String, String> extended) {
        SortedMap<String, String> kept = new TreeMap<>();
        extended.forEach((key, value) -> {
            if (is(key) && kept(key.substring(RECORD.length()))) {
                kept.put(key.substring(RECORD.length()), value);
            }
        });
        return kept.isEmpty() ? NONE : new Attributes(kept);
    }

    private static boolean kept(String name) {
        return name.equals("security.capability") || name.startsWith("user.");
    }

    /** How long all names and values are together. */
    int size() {
        return values.entrySet().stream()
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
    }

    /** As records of an extended header: the key, and the value's bytes. */
    SortedMap<String, byte[]> records() {
        SortedMap<String, byte[]> records = new TreeMap<>();
        values.forEach((name, value) -> records.put(RECORD + name, value.getBytes(StandardCharsets.ISO_8859_1)));
        return records;
    }
}
