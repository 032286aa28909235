package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes on the newest Release's Secret where the audit chain ends. A head only moves forward: of two processes that note
 * theirs at once, the later record stays.
 */
final class AnchoredHeads {
    private static final int ATTEMPTS = 20;

    private final KubeApi api;
    /** What this process knows of each App's newest Secret; a guess that {@code resourceVersion} checks. */
    private final Map<AppRef, Stored> newest = new ConcurrentHashMap<>();

    AnchoredHeads(KubeApi api) {
        this.api = api;
    }

    /** A Secret was made, which may be the newest now. */
    void newest(AppRef app, Stored stored) {
        newest.merge(app, stored, (known, other) -> number(app, other) > number(app, known) ? other : known);
    }

    /** A Secret was changed by this process. */
    void changed(AppRef app, Stored stored) {
        newest.computeIfPresent(app, (same, known) -> known.name().equals(stored.name()) ? stored : known);
    }

    void anchor(AppRef app, AuditRecord.Head head) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Stored> present = Optional.ofNullable(newest.get(app)).or(() -> lookUp(app));
            if (present.isEmpty() || ReleaseNotes.head(present.get()).number() >= head.number()) {
                return;
            }
            Optional<Stored> noted = note(app, present.get(), head);
            if (noted.isPresent()) {
                newest.put(app, noted.get());
                return;
            }
            newest.remove(app);
        }
        throw Busy.giveUp("secrets of app " + app, ATTEMPTS);
    }

    AuditRecord.Head anchored(AppRef app) {
        return secrets(app).stream()
                .map(ReleaseNotes::head)
                .max(Comparator.comparingLong(AuditRecord.Head::number))
                .orElse(AuditRecord.Head.EMPTY);
    }

    private Optional<Stored> note(AppRef app, Stored secret, AuditRecord.Head head) {
        return api.merge(
                        KubePath.SECRETS.in(app.namespace()).named(secret.name()),
                        Map.of(
                                "metadata",
                                Map.of(
                                        "resourceVersion",
                                        secret.version(),
                                        "annotations",
                                        Map.of(ReleaseNotes.HEAD, ReleaseNotes.value(head)))))
                .map(Stored::of);
    }

    private Optional<Stored> lookUp(AppRef app) {
        return secrets(app).stream().max(Comparator.comparingLong(secret -> number(app, secret)));
    }

    private List<Stored> secrets(AppRef app) {
        return api.listMetadata(KubeReleaseStore.all(app)).stream()
                .map(Stored::of)
                .filter(secret -> number(app, secret) > 0)
                .toList();
    }

    private static long number(AppRef app, Stored secret) {
        return RecordName.RELEASE.number(app, secret.name()).orElse(0L);
    }
}
