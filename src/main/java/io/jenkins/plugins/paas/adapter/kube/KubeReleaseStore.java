package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.paas.codec.EntryJson;
import io.jenkins.plugins.paas.codec.Gzip;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.codec.ReleaseJson;
import io.jenkins.plugins.paas.codec.Unreadable;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps each Release as an immutable Secret {@code paas.release.<app>.<number>} (gzip JSON). What a list shows stands in
 * annotations, so that listing leaves the content in the cluster.
 */
final class KubeReleaseStore implements ReleaseStore {
    private static final String KEY = "release";

    private final KubeApi api;
    private final AnchoredHeads heads;

    KubeReleaseStore(KubeApi api) {
        this.api = api;
        this.heads = new AnchoredHeads(api);
    }

    @Override
    public void save(Release release) {
        AppRef app = release.ref();
        Optional<Map<String, Object>> created = api.create(KubePath.SECRETS.in(app.namespace()), secret(release));
        if (created.isPresent()) {
            heads.newest(app, Stored.of(created.get()));
            return;
        }
        // Written and read once, so that numbers have the types that they have in what is stored.
        Release asStored = ReleaseJson.read("the release to save", ReleaseJson.write(release));
        if (!find(app, release.number()).equals(Optional.of(asStored))) {
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of(
                            "E_RELEASE_EXISTS",
                            "release " + release.number() + " of " + app + " exists already and is another one",
                            "deploy again; it gets the next number"));
        }
    }

    @Override
    public Optional<Release> find(AppRef app, long number) {
        KubePath path = path(app, number);
        return api.find(path).map(object -> ReleaseJson.read(path.toString(), content(path, Stored.of(object))));
    }

    @Override
    public List<Entry> list(AppRef app) {
        return api.listMetadata(all(app)).stream()
                .map(Stored::of)
                .filter(stored -> RecordName.RELEASE.number(app, stored.name()).isPresent())
                .map(stored -> entry(app, stored))
                .sorted(Comparator.comparingLong(Entry::number).reversed())
                .toList();
    }

    @Override
    public void judge(AppRef app, long number, Release.Verdict verdict) {
        api.merge(
                        path(app, number),
                        Map.of("metadata", Map.of("annotations", Map.of(ReleaseNotes.VERDICT, verdict.name()))))
                .ifPresent(object -> heads.changed(app, Stored.of(object)));
    }

    @Override
    public void anchor(AppRef app, AuditRecord.Head head) {
        heads.anchor(app, head);
    }

    @Override
    public AuditRecord.Head anchored(AppRef app) {
        return heads.anchored(app);
    }

    /** From its annotations, or from its content where somebody took them away. */
    private Entry entry(AppRef app, Stored stored) {
        long number = RecordName.RELEASE.number(app, stored.name()).orElseThrow();
        Release.Verdict verdict = ReleaseNotes.verdict(stored);
        return ReleaseNotes.entry(number, verdict, stored)
                .or(() -> find(app, number).map(release -> EntryJson.of(release, verdict)))
                .orElseThrow(() -> Unreadable.record(path(app, number).toString(), "it is gone"));
    }

    private static String content(KubePath path, Stored stored) {
        byte[] packed;
        try {
            packed = Base64.getDecoder().decode(stored.data().text(KEY).getBytes(US_ASCII));
        } catch (IllegalArgumentException e) {
            PaasException unreadable = Unreadable.record(path.toString(), "its data is no base64");
            unreadable.initCause(e);
            throw unreadable;
        }
        return Gzip.unpack(path.toString(), packed);
    }

    private static Map<String, Object> secret(Release release) {
        AppRef app = release.ref();
        Map<String, Object> metadata = new Members()
                .add("name", RecordName.RELEASE.of(app, release.number()))
                .add("namespace", app.namespace())
                .add(
                        "labels",
                        new Members()
                                .addAll(RecordName.RELEASE.labels(app))
                                .add(Labels.VERSION, release.tag())
                                .tree())
                .add("annotations", ReleaseNotes.of(release))
                .tree();
        String packed = Base64.getEncoder().encodeToString(Gzip.pack(ReleaseJson.write(release)));
        return new Members()
                .add("apiVersion", "v1")
                .add("kind", "Secret")
                .add("type", "paas-deploy/release")
                .add("immutable", true)
                .add("metadata", metadata)
                .add("data", Map.of(KEY, packed))
                .tree();
    }

    static KubePath all(AppRef app) {
        return KubePath.SECRETS.in(app.namespace()).labelled(RecordName.RELEASE.selector(app));
    }

    private static KubePath path(AppRef app, long number) {
        return KubePath.SECRETS.in(app.namespace()).named(RecordName.RELEASE.of(app, number));
    }
}
