package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.codec.RolloutJson;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.RolloutStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps an App's newest Rollout as ConfigMap {@code paas.rollout.<app>}; its {@code resourceVersion} fences writers. */
final class KubeRolloutStore implements RolloutStore {
    private static final String KEY = "rollout";

    private final KubeApi api;

    KubeRolloutStore(KubeApi api) {
        this.api = api;
    }

    @Override
    public Optional<Saved> load(AppRef app) {
        return read(app).map(stored -> saved(app, stored));
    }

    static Saved saved(AppRef app, Stored stored) {
        return new Saved(RolloutJson.read(path(app).toString(), stored.data().text(KEY)), stored.version());
    }

    @Override
    public Saved save(Rollout rollout, Optional<Saved> replaces) {
        AppRef app = rollout.ref();
        String write = Stored.newWrite();
        Map<String, Object> object = object(rollout, replaces, write);
        Optional<Map<String, Object>> written = replaces.isPresent()
                ? api.replace(path(app), object)
                : api.create(KubePath.CONFIG_MAPS.in(app.namespace()), object);
        return written.map(Stored::of)
                // The refusal may be the echo of our own write, whose first answer was lost.
                .or(() -> read(app).filter(present -> present.leftBy(write)))
                .map(stored -> new Saved(rollout, stored.version()))
                .orElseThrow(() -> fenced(app));
    }

    private Optional<Stored> read(AppRef app) {
        return api.find(path(app)).map(Stored::of);
    }

    private static Map<String, Object> object(Rollout rollout, Optional<Saved> replaces, String write) {
        Map<String, Object> metadata = new Members()
                .add("name", RecordName.ROLLOUT.of(rollout.ref()))
                .add("namespace", rollout.ref().namespace())
                .add("resourceVersion", replaces.map(Saved::version))
                .add("labels", RecordName.ROLLOUT.labels(rollout.ref()))
                .add("annotations", Map.of(RecordName.WRITE, write))
                .tree();
        return Stored.configMap(metadata, Map.of(KEY, RolloutJson.write(rollout)))
                .tree();
    }

    private static KubePath path(AppRef app) {
        return KubePath.CONFIG_MAPS.in(app.namespace()).named(RecordName.ROLLOUT.of(app));
    }

    private static PaasException fenced(AppRef app) {
        return new PaasException(
                Outcome.LOCKED,
                Problem.of(
                        "E_FENCED",
                        "somebody else went on with the rollout of " + app + " meanwhile, so this process stops",
                        "see how it stands with 'paas status'"));
    }

    @Override
    public Cluster.Watch watch(AppRef app, Consumer<Saved> onChange) {
        RolloutWatch watch = new RolloutWatch(api, app, onChange);
        watch.start();
        return watch;
    }
}
