package io.jenkins.plugins.paas.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays a cluster's settings over the App's: mappings key by key, single values and lists as a whole, and an empty value
 * takes back what the App says. Every value keeps the place where it was written.
 */
final class Overlay {
    /** Keys of which one holds, each with what belongs to it alone: naming one takes back the others. */
    private static final List<Map<String, Set<String>>> ALTERNATIVES = List.of(
            Map.of("http", Set.of("port"), "tcp", Set.of(), "command", Set.of()),
            Map.of(
                    "size", Set.of("storageClass"),
                    "claim", Set.of(),
                    "secret", Set.of(),
                    "configMap", Set.of(),
                    "empty", Set.of()));

    private enum Level {
        RUN,
        /** Settings with fixed keys. */
        GROUP,
        /** A mapping whose keys the user chose. */
        NAMED,
        /** Settings of which some exclude others. */
        CHOICE
    }

    private Overlay() {}

    /** The App's settings with those of a cluster laid over them. */
    static Tree.Fields of(Tree.Fields app, Tree.Fields cluster) {
        return merged(app, cluster, Level.RUN);
    }

    private static Tree.Fields merged(Tree.Fields below, Tree.Fields above, Level level) {
        Map<String, Tree.Field> result = new LinkedHashMap<>(below.fields());
        if (level == Level.CHOICE) {
            above.fields().forEach((key, field) -> {
                if (!field.value().empty()) {
                    takeBackOthers(key, result);
                }
            });
        }
        above.fields().forEach((key, field) -> {
            Tree.Field before = result.get(key);
            if (before == null) {
                result.put(key, field);
            } else if (field.value().empty()) {
                result.remove(key);
            } else {
                result.put(key, new Tree.Field(field.key(), laid(before.value(), field.value(), next(level, key))));
            }
        });
        return new Tree.Fields(below.place(), result);
    }

    private static Tree laid(Tree below, Tree above, Level level) {
        return below instanceof Tree.Fields under && above instanceof Tree.Fields over
                ? merged(under, over, level)
                : above;
    }

    private static Level next(Level level, String key) {
        return switch (level) {
            case RUN -> Set.of("env", "volumes", "health").contains(key) ? Level.NAMED : Level.GROUP;
            case NAMED -> Level.CHOICE;
            case GROUP, CHOICE -> Level.GROUP;
        };
    }

    private static void takeBackOthers(String chosen, Map<String, Tree.Field> settings) {
        for (Map<String, Set<String>> alternatives : ALTERNATIVES) {
            if (alternatives.containsKey(chosen)) {
                alternatives.forEach((other, itsOwn) -> {
                    if (!other.equals(chosen)) {
                        settings.remove(other);
                        settings.keySet().removeAll(itsOwn);
                    }
                });
            }
        }
    }
}
