package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.codec.Canonical;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Plan.Live;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.Cluster.Preview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a plan is made against, and what has become of it since. */
final class LiveState {
    private LiveState() {}

    static Live of(List<Preview> previews, KeptReleases kept, Optional<Long> running) {
        Map<String, String> objects = new TreeMap<>();
        previews.forEach(preview -> objects.put(
                preview.object().toString(),
                preview.live().map(live -> hash(preview.object(), live)).orElse(Live.ABSENT)));
        return new Live(running, kept.highest(), objects);
    }

    /** A number of pods that the plan leaves to others is no part of what it was made against. */
    private static String hash(KubeObject planned, KubeObject live) {
        Map<String, Object> body = new LinkedHashMap<>(live.body());
        if (body.get("spec") instanceof Map<?, ?> spec
                && planned.body().get("spec") instanceof Map<?, ?> own
                && !own.containsKey("replicas")) {
            Map<Object, Object> rest = new LinkedHashMap<>(spec);
            rest.remove("replicas");
            body.put("spec", rest);
        }
        return Sha256.of(Canonical.write(body));
    }

    /** What is not as it was, one sentence each; empty when nothing has changed. */
    static List<String> changes(Live planned, Live now) {
        List<String> changes = new ArrayList<>();
        if (now.newest() != planned.newest()) {
            changes.add("release " + now.newest() + " was made");
        }
        if (!now.running().equals(planned.running())) {
            changes.add(runs(now.running()) + " and not " + runs(planned.running()));
        }
        now.objects().forEach((object, hash) -> {
            String was = planned.objects().getOrDefault(object, Live.ABSENT);
            if (!was.equals(hash)) {
                changes.add(object
                        + (was.equals(Live.ABSENT)
                                ? " is there now"
                                : hash.equals(Live.ABSENT) ? " is gone" : " was changed"));
            }
        });
        return List.copyOf(changes);
    }

    private static String runs(Optional<Long> running) {
        return running.map(number -> "release " + number + " runs").orElse("none runs");
    }
}
