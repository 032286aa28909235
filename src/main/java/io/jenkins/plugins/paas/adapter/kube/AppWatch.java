package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenPod;
import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenSet;
import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenWorkload;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.port.Cluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One App's watch: mirrors of everything that belongs to it, and one snapshot of them after each change. */
final class AppWatch implements Cluster.Watch {
    private final AppRef app;
    private final KubeApi api;
    private final Mirror<SeenWorkload> deployments;
    private final Mirror<SeenWorkload> statefulSets;
    private final Mirror<SeenSet> sets;
    private final Mirror<SeenPod> pods;
    private final Explanations events;
    private final Neighbourhood neighbourhood;
    private final Growth growth;
    private final Traffic traffic;
    private final Newest<Observation> newest;

    AppWatch(KubeApi api, AppRef app, Consumer<Observation> onChange) {
        this.api = api;
        this.app = app;
        newest = new Newest<>(api, this::look, onChange);
        deployments = new Mirror<>(
                api,
                AppObjects.deployments(app),
                object -> SeenWorkload.of(Workload.DEPLOYMENT, object),
                this::changed);
        statefulSets = new Mirror<>(
                api,
                AppObjects.statefulSets(app),
                object -> SeenWorkload.of(Workload.STATEFUL_SET, object),
                this::changed);
        sets = new Mirror<>(api, AppObjects.sets(app), SeenSet::of, this::changed);
        pods = new Mirror<>(api, AppObjects.pods(app), SeenPod::of, this::changed);
        events = new Explanations(api, app, this::changed);
        neighbourhood = new Neighbourhood(api, this::changed);
        growth = new Growth(
                neighbourhood::watched,
                InstantSource.system(),
                pause -> api.requests().later(pause, this::changed));
        traffic = new Traffic(api, app, this::changed);
    }

    /** Looks once, tells what is there, and goes on from there. */
    void start() {
        List<Mirror<?>> mirrors = List.of(deployments, statefulSets, sets, pods);
        List<Runnable> looks = new ArrayList<>();
        mirrors.forEach(mirror -> looks.add(mirror::list));
        looks.addAll(traffic.looks());
        looks.add(events::look);
        AtOnce.all(api, looks);
        changed();
        mirrors.forEach(mirror -> api.requests().later(Duration.ZERO, mirror::follow));
    }

    private void changed() {
        newest.changed();
    }

    private Optional<Observation> look() {
        Observation now = observation();
        traffic.followWhenHeld(now);
        events.followWhenUnsettled(now);
        return Optional.of(now);
    }

    private Observation observation() {
        Map<String, SeenWorkload> workloads = new HashMap<>(deployments.byUid());
        workloads.putAll(statefulSets.byUid());
        return new Snapshot(
                        workloads, sets.byUid(), pods.byUid(), events.latest(), traffic.services(), traffic.scalers())
                .of(app, growth);
    }

    @Override
    public void close() {
        newest.close();
        List.of(deployments, statefulSets, sets, pods).forEach(Mirror::close);
        events.close();
        neighbourhood.close();
        traffic.close();
    }
}
