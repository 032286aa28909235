package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches one ConfigMap: the record of an App's newest Rollout. */
final class RolloutWatch implements Cluster.Watch {
    private final KubeApi api;
    private final AppRef app;
    private final Mirror<Stored> records;
    private final Newest<Saved> newest;

    RolloutWatch(KubeApi api, AppRef app, Consumer<Saved> onChange) {
        this.api = api;
        this.app = app;
        newest = new Newest<>(api, this::read, onChange);
        KubePath one = KubePath.CONFIG_MAPS
                .in(app.namespace())
                .with("fieldSelector", "metadata.name=" + RecordName.ROLLOUT.of(app));
        records = new Mirror<>(api, one, object -> Optional.of(new Stored(object)), newest::changed);
    }

    void start() {
        records.list();
        newest.changed();
        api.requests().later(Duration.ZERO, records::follow);
    }

    private Optional<Saved> read() {
        try {
            return records.all().stream().findFirst().map(stored -> KubeRolloutStore.saved(app, stored));
        } catch (PaasException e) {
            // A newer paas wrote it. Nobody is there to throw this at; whoever loads the record hears of it.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        newest.close();
        records.close();
    }
}
