package io.jenkins.plugins.paas.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads where images of a registry are copied to. */
final class MirrorsReader {
    private static final String HINT = "list names of other registries of this file: [eu, us]";

    private final Problems problems;

    MirrorsReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, List<String>> read(Settings platform, List<String> registries) {
        Map<String, List<String>> mirrors = new LinkedHashMap<>();
        platform.find("registries")
                .filter(Tree.Fields.class::isInstance)
                .ifPresent(named -> ((Tree.Fields) named).fields().forEach((name, field) -> {
                    if (field.value() instanceof Tree.Fields fields) {
                        List<String> found = of(name, fields, registries);
                        if (!found.isEmpty()) {
                            mirrors.put(name, found);
                        }
                    }
                }));
        return mirrors;
    }

    private List<String> of(String name, Tree.Fields fields, List<String> registries) {
        // Unknown keys were told when the registry itself was read.
        Settings registry = new Settings(fields, Section.REGISTRY, new Problems());
        return registry.items("mirrors", HINT)
                .map(items -> items.stream()
                        .flatMap(
                                item -> Settings.text(item, HINT, problems)
                                        .filter(mirror -> isFine(name, mirror, item, registries))
                                        .stream())
                        .distinct()
                        .toList())
                .orElseGet(() -> {
                    registry.find("mirrors").ifPresent(other -> Settings.wrongType(other, HINT, problems));
                    return List.of();
                });
    }

    private boolean isFine(String name, String mirror, Tree item, List<String> registries) {
        if (mirror.equals(name)) {
            problems.add(item.place(), Codes.CONFLICT, "'" + name + "' is its own mirror", "name other registries");
            return false;
        }
        if (!registries.contains(mirror)) {
            problems.add(
                    item.place(),
                    Codes.REFERENCE,
                    "there is no registry '" + Tree.Scalar.shortened(mirror) + "'",
                    Suggestion.among(mirror, registries));
        }
        return registries.contains(mirror);
    }
}
