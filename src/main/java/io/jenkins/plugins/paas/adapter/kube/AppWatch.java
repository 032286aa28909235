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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One App's watch: mirrors of everything that belongs to it, and one snapshot of them after each change. */
final class AppWatch implements Cluster.Watch {
    /** Events are kept by the hundred at most: a namespace may have many, and only the latest explain anything. */
    private static final int MOST_EVENTS = 500;

    private final AppRef app;
    private final KubeApi api;
    private final Mirror<SeenWorkload> deployments;
    private final Mirror<SeenWorkload> statefulSets;
    private final Mirror<SeenSet> sets;
    private final Mirror<SeenPod> pods;
    private final Mirror<SeenEvent> events;
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
        events = new Mirror<>(api, AppObjects.events(app), object -> AppObjects.event(app, object), this::changed);
        neighbourhood = new Neighbourhood(api, this::changed);
        growth = new Growth(
                neighbourhood::watched,
                InstantSource.system(),
                pause -> api.requests().later(pause, this::changed));
        traffic = new Traffic(api, app, this::changed);
    }

    /**
     * Looks once, tells what is there, and goes on from there.
     *
     * <p>A namespace may hold tens of thousands of events, and none is needed before something goes wrong: they follow. Where
     * nothing is under way, even only those that are yet to come.
     */
    void start() {
        List<Mirror<?>> mirrors = List.of(deployments, statefulSets, sets, pods);
        List<Runnable> looks = new ArrayList<>();
        mirrors.forEach(mirror -> looks.add(mirror::list));
        looks.addAll(traffic.looks());
        looks.add(() -> events.skipTo(
                Listing.glance(api, KubePath.EVENTS.in(app.namespace())).text("resourceVersion")));
        AtOnce.all(api, looks);
        if (!Standstill.of(observation())) {
            events.skipTo(Mirror.NOWHERE);
        }
        changed();
        api.requests().later(Duration.ZERO, events::resume);
        mirrors.forEach(mirror -> api.requests().later(Duration.ZERO, mirror::follow));
    }

    private void changed() {
        newest.changed();
    }

    private Optional<Observation> look() {
        Observation now = observation();
        traffic.followWhenHeld(now);
        return Optional.of(now);
    }

    private Observation observation() {
        Map<String, SeenWorkload> workloads = new HashMap<>(deployments.byUid());
        workloads.putAll(statefulSets.byUid());
        return new Snapshot(
                        workloads, sets.byUid(), pods.byUid(), bounded(events), traffic.services(), traffic.scalers())
                .of(app, growth);
    }

    private static Collection<SeenEvent> bounded(Mirror<SeenEvent> events) {
        Map<String, SeenEvent> all = events.byUid();
        if (all.size() > MOST_EVENTS) {
            events.forget(tooMany(all));
        }
        return all.values();
    }

    /**
     * The oldest; but where a StatefulSet makes pods that are refused several times a second, every second refusal, or nobody
     * would see any more for how long this has gone on.
     */
    static List<String> tooMany(Map<String, SeenEvent> events) {
        List<Map.Entry<String, SeenEvent>> byAge = events.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(event -> event.view().last())))
                .toList();
        List<Map.Entry<String, SeenEvent>> refusals = byAge.stream()
                .filter(event -> event.getValue().view().refusal())
                .toList();
        Stream<Map.Entry<String, SeenEvent>> tooMany = refusals.size() > events.size() / 2
                ? IntStream.range(0, refusals.size()).filter(i -> i % 2 == 1).mapToObj(refusals::get)
                : byAge.stream().limit(events.size() - MOST_EVENTS / 2);
        return tooMany.map(Map.Entry::getKey).toList();
    }

    @Override
    public void close() {
        newest.close();
        List.of(deployments, statefulSets, sets, pods, events).forEach(Mirror::close);
        neighbourhood.close();
        traffic.close();
    }
}
