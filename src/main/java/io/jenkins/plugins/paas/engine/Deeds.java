package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Effect;
import java.util.List;
import java.util.Optional;

/** Does to the cluster what the machine asks for. */
final class Deeds {
    private final Workplace at;
    private final KeptReleases releases;
    private final AppliedObjects objects;

    Deeds(Workplace at, KeptReleases releases) {
        this.at = at;
        this.releases = releases;
        this.objects = new AppliedObjects(at, releases);
    }

    /** As {@link AppliedObjects#apply}. */
    String apply(Effect.Apply apply, Optional<Observation> seen) throws InterruptedException {
        return objects.apply(apply, seen);
    }

    /**
     * Does one thing other than to apply.
     *
     * @param seen what was observed last
     */
    void perform(Effect effect, Optional<Observation> seen) throws InterruptedException {
        Cluster cluster = at.connection().cluster();
        AppRef app = at.place().ref();
        if (effect instanceof Effect.Reshape reshape) {
            at.reach(() -> cluster.reshape(app, reshape.pace(), reshape.paused()));
            objects.reshaped(reshape, seen);
        } else if (effect instanceof Effect.Scale scale) {
            at.reach(() -> cluster.scaleSet(app, scale.set(), scale.replicas()));
        } else if (effect instanceof Effect.Select select) {
            at.reach(() -> cluster.select(app, select.pin()));
        } else if (effect instanceof Effect.Preview preview) {
            preview(cluster, app, preview.release());
        } else if (effect instanceof Effect.HoldScaleDown hold) {
            at.reach(() -> cluster.holdScaleDown(app, hold.hold()));
        } else if (effect instanceof Effect.Partition partition) {
            at.reach(() -> cluster.partition(app, partition.ordinal()));
        } else if (effect instanceof Effect.DeletePod delete) {
            at.reach(() -> cluster.deletePod(app, delete.pod()));
        } else {
            throw new IllegalArgumentException("nobody knows how to " + effect);
        }
    }

    /** Whether an observation shows what was written last. */
    boolean shows(Observation seen) {
        return objects.shows(seen);
    }

    private void preview(Cluster cluster, AppRef app, Optional<Long> release) throws InterruptedException {
        String name = app.app().value();
        if (release.isEmpty()) {
            KubeObject gone = PreviewService.named(name);
            at.reach(() -> cluster.delete(app.namespace(), List.of(gone)));
            return;
        }
        Optional<KubeObject> service =
                PreviewService.of(name, releases.get(release.get()).objects(), release.get());
        if (service.isPresent()) {
            at.reach(() -> cluster.apply(app.namespace(), List.of(service.get()), applied -> {
                if (applied.change() != Cluster.Change.UNCHANGED) {
                    at.emit(new Event.Noted(
                            applied.object() + " offers the pods of release " + release.get() + " alone"));
                }
            }));
        }
    }
}
