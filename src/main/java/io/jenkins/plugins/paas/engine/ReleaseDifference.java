package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a person wants to know of a new Release: image, config, variables, resources, and what else changed. Variables are
 * named without their values, for one may be a password.
 */
final class ReleaseDifference {
    private static final String NONE = "none";

    private final Release before;
    private final Release after;
    private final List<String> lines = new ArrayList<>();

    private ReleaseDifference(Release before, Release after) {
        this.before = before;
        this.after = after;
    }

    /** One sentence each; empty when nothing of it differs. */
    static List<String> between(Release before, Release after) {
        return new ReleaseDifference(before, after).lines();
    }

    private List<String> lines() {
        // The same content may bear another release's tag.
        if (!before.image().digest().equals(after.image().digest())) {
            lines.add("image " + before.tag() + " -> " + after.tag());
        }
        if (!before.config().equals(after.config())) {
            lines.add("config " + version(before.config()) + " -> " + version(after.config()));
        }
        env();
        resources();
        for (Delivery.Planned planned : Changes.between(Optional.of(before), after)) {
            if (planned.change() != Delivery.Change.SAME && !planned.object().isWorkload()) {
                String change = planned.change() == Delivery.Change.NEW ? "is new" : Words.of(planned.change());
                // Labels name the image's tag, so that every object differs in them.
                if (planned.change() != Delivery.Change.CHANGED || specDiffers(planned.object())) {
                    lines.add(planned.object() + " " + change);
                }
            }
        }
        return List.copyOf(lines);
    }

    private static String version(Optional<Integer> config) {
        return config.map(number -> "v" + number).orElse(NONE);
    }

    private void env() {
        Map<String, Object> old = env(before);
        Map<String, Object> fresh = env(after);
        List<String> changed = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            if (!old.containsKey(name)) {
                changed.add(name + " is new");
            } else if (!fresh.containsKey(name)) {
                changed.add(name + " removed");
            } else if (!PlainData.same(old.get(name), fresh.get(name))) {
                changed.add(name + " changed");
            }
        }
        if (!changed.isEmpty()) {
            lines.add("env " + String.join(", ", changed));
        }
    }

    private static Map<String, Object> env(Release release) {
        Map<String, Object> env = new TreeMap<>();
        PlainData.maps(container(release), "env")
                .forEach(variable -> env.put(String.valueOf(variable.get("name")), variable));
        return env;
    }

    private void resources() {
        Map<String, String> old = resources(before);
        Map<String, String> fresh = resources(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            String was = old.getOrDefault(name, NONE);
            String is = fresh.getOrDefault(name, NONE);
            if (!was.equals(is)) {
                lines.add(name + " " + was + " -> " + is);
            }
        }
    }

    private static Map<String, String> resources(Release release) {
        Map<String, String> flat = new LinkedHashMap<>();
        PlainData.map(container(release), "resources")
                .forEach((kind, amounts) -> PlainData.map(amounts)
                        .forEach((name, amount) -> flat.put(kind + "." + name, String.valueOf(amount))));
        return flat;
    }

    private boolean specDiffers(KubeObject object) {
        return before.objects().stream()
                .filter(other -> other.toString().equals(object.toString()))
                .noneMatch(other -> PlainData.same(
                        other.body().getOrDefault("spec", Map.of()),
                        object.body().getOrDefault("spec", Map.of())));
    }

    private static Map<String, Object> container(Release release) {
        return release.objects().stream()
                .filter(KubeObject::isWorkload)
                .flatMap(workload -> PlainData.maps(workload.body(), "spec", "template", "spec", "containers"))
                .findFirst()
                .orElse(Map.of());
    }
}
