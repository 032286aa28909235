package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenPod;
import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenSet;
import io.jenkins.plugins.paas.adapter.kube.Snapshot.SeenWorkload;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where an App's objects are, and one look at them. */
final class AppObjects {
    private static final String NOT_OF_EVERY_POD = Stream.of(
                    "Scheduled", "Created", "Started", "SuccessfulCreate", "ScalingReplicaSet")
            .map("reason!="::concat)
            .collect(Collectors.joining(","));

    private AppObjects() {}

    static KubePath deployments(AppRef app) {
        return ours(KubePath.DEPLOYMENTS, app);
    }

    static KubePath statefulSets(AppRef app) {
        return ours(KubePath.STATEFUL_SETS, app);
    }

    static KubePath sets(AppRef app) {
        return ours(KubePath.REPLICA_SETS, app);
    }

    static KubePath pods(AppRef app) {
        return ours(KubePath.PODS, app);
    }

    /**
     * Events bear no labels, and field selectors know no beginnings of names: all of the namespace, but those that only say that
     * a pod goes its way, which are most of them and explain nothing.
     */
    static KubePath events(AppRef app) {
        return KubePath.EVENTS.in(app.namespace()).with("fieldSelector", NOT_OF_EVERY_POD);
    }

    private static KubePath ours(KubePath kind, AppRef app) {
        return kind.in(app.namespace()).labelled(Labels.NAME + "=" + app.app());
    }

    static Optional<SeenEvent> event(AppRef app, Tree object) {
        return Optional.of(SeenEvent.of(object)).filter(event -> Snapshot.near(app, event.view()));
    }

    /** What is there now. */
    static Observation look(KubeApi api, AppRef app) {
        Map<String, SeenWorkload> workloads = new ConcurrentHashMap<>();
        Map<String, SeenSet> sets = new ConcurrentHashMap<>();
        Map<String, SeenPod> pods = new ConcurrentHashMap<>();
        Map<String, SeenEvent> events = new ConcurrentHashMap<>();
        Runnable findDeployments = () -> Listing.pages(
                api,
                deployments(app),
                object -> SeenWorkload.of(Workload.DEPLOYMENT, object)
                        .ifPresent(each -> workloads.put(uid(object), each)));
        Runnable findStatefulSets = () -> Listing.pages(
                api,
                statefulSets(app),
                object -> SeenWorkload.of(Workload.STATEFUL_SET, object)
                        .ifPresent(each -> workloads.put(uid(object), each)));
        Runnable findSets = () -> Listing.pages(
                api, sets(app), object -> SeenSet.of(object).ifPresent(each -> sets.put(uid(object), each)));
        Runnable findPods = () -> Listing.pages(
                api, pods(app), object -> SeenPod.of(object).ifPresent(each -> pods.put(uid(object), each)));
        Runnable findEvents = () -> Listing.pages(
                api, events(app), object -> event(app, object).ifPresent(each -> events.put(uid(object), each)));
        List<Runnable> all =
                new ArrayList<>(List.of(findDeployments, findStatefulSets, findSets, findPods, findEvents));
        Traffic traffic = new Traffic(api, app, () -> {});
        all.addAll(traffic.looks());
        AtOnce.all(api, all);
        return new Snapshot(workloads, sets, pods, events.values(), traffic.services(), traffic.scalers())
                .of(app, new Growth(() -> Neighbourhood.now(api)));
    }

    private static String uid(Tree object) {
        return object.at("metadata").text("uid");
    }
}
