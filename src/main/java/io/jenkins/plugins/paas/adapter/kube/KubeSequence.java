package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.codec.Unreadable;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Sequence;
import java.util.Map;
import java.util.Optional;

/** Counts in ConfigMap {@code paas.sequence.<app>}; whoever replaces the version that he read has the number. */
final class KubeSequence implements Sequence {
    private static final String KEY = "last";
    private static final int ATTEMPTS = 100;

    private final KubeApi api;

    KubeSequence(KubeApi api) {
        this.api = api;
    }

    @Override
    public long next(AppRef app, long above) {
        String write = Stored.newWrite();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Stored> present = api.find(path(app)).map(Stored::of);
            if (present.isPresent() && present.get().leftBy(write)) {
                // We did write it; only the answer was lost.
                return last(app, present.get());
            }
            long number = 1 + Math.max(above, present.isPresent() ? last(app, present.get()) : newestRelease(app));
            Map<String, Object> object = object(app, number, present.map(Stored::version), write);
            Optional<Map<String, Object>> written = present.isPresent()
                    ? api.replace(path(app), object)
                    : api.create(KubePath.CONFIG_MAPS.in(app.namespace()), object);
            if (written.isPresent()) {
                return number;
            }
            Busy.pause(attempt);
        }
        throw Busy.giveUp(path(app).toString(), ATTEMPTS);
    }

    private static long last(AppRef app, Stored present) {
        String text = present.data().text(KEY);
        if (!text.matches("[0-9]{1,18}")) {
            throw Unreadable.record(path(app).toString(), "its '" + KEY + "' is no number");
        }
        return Long.parseLong(text);
    }

    /** Where to go on from when somebody deleted the counter. */
    private long newestRelease(AppRef app) {
        return api.listMetadata(KubeReleaseStore.all(app)).stream()
                .map(Stored::of)
                .flatMap(secret -> RecordName.RELEASE.number(app, secret.name()).stream())
                .max(Long::compare)
                .orElse(0L);
    }

    private static Map<String, Object> object(AppRef app, long number, Optional<String> version, String write) {
        Map<String, Object> metadata = new Members()
                .add("name", RecordName.SEQUENCE.of(app))
                .add("namespace", app.namespace())
                .add("resourceVersion", version)
                .add("labels", RecordName.SEQUENCE.labels(app))
                .add("annotations", Map.of(RecordName.WRITE, write))
                .tree();
        return Stored.configMap(metadata, Map.of(KEY, Long.toString(number))).tree();
    }

    private static KubePath path(AppRef app) {
        return KubePath.CONFIG_MAPS.in(app.namespace()).named(RecordName.SEQUENCE.of(app));
    }
}
