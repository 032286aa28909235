package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts together what was seen of an App. Labels alone do not make an object the App's: a pod counts when its ReplicaSet
 * or StatefulSet does, a ReplicaSet when its Deployment does, an event when it is about one of these.
 *
 * @param workloads Deployments and StatefulSets by their uid
 * @param sets ReplicaSets by their uid
 * @param pods pods by their uid
 * @param events events of the namespace
 * @param services the App's Services
 * @param scalers autoscalers of its workload
 */
record Snapshot(
        Map<String, SeenWorkload> workloads,
        Map<String, SeenSet> sets,
        Map<String, SeenPod> pods,
        Collection<SeenEvent> events,
        Collection<ServiceView> services,
        Collection<ScalerView> scalers) {

    /**
     * A workload.
     *
     * @param createdAt when; of two the younger one counts, for while the kind is being changed both are there
     * @param view what is told of it
     */
    record SeenWorkload(Instant createdAt, WorkloadView view) {
        static Optional<SeenWorkload> of(Workload kind, Tree object) {
            Instant made = object.at("metadata").time("creationTimestamp").orElse(Instant.EPOCH);
            return Optional.of(new SeenWorkload(made, Views.workload(kind, object)));
        }
    }

    /**
     * A ReplicaSet.
     *
     * @param owner the uid of its controller
     * @param view what is told of it
     */
    record SeenSet(String owner, SetView view) {
        static Optional<SeenSet> of(Tree object) {
            return Optional.of(new SeenSet(controller(object), Views.set(object)));
        }
    }

    /**
     * A pod.
     *
     * @param owner the uid of its controller
     * @param claims the claims that it mounts
     * @param view what is told of it
     */
    record SeenPod(String owner, List<String> claims, PodView view) {
        static Optional<SeenPod> of(Tree object) {
            return Optional.of(new SeenPod(controller(object), PodViews.claims(object), PodViews.pod(object)));
        }
    }

    private static String controller(Tree object) {
        return object.at("metadata").trees("ownerReferences").stream()
                .filter(owner -> owner.flag("controller"))
                .map(owner -> owner.text("uid"))
                .findFirst()
                .orElse("");
    }

    /** The App's workload: the one that bears its name. */
    private Optional<Map.Entry<String, SeenWorkload>> workload(AppRef app) {
        return workloads.entrySet().stream()
                .filter(each -> each.getValue().view().name().equals(app.app().value()))
                .max(Comparator.comparing(each -> each.getValue().createdAt()));
    }

    /** What is told of the App; {@code growth} is asked only when a pod finds no node. */
    Observation of(AppRef app, Growth growth) {
        Optional<Map.Entry<String, SeenWorkload>> workload = workload(app);
        if (workload.isEmpty()) {
            // A Service may have been left behind, with a pin that somebody should hear of.
            return new Observation(
                    Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), sortedServices(), scaler());
        }
        String root = workload.get().getKey();
        Set<String> ours = new HashSet<>(Set.of(root));
        sets.forEach((uid, set) -> {
            if (set.owner().equals(root)) {
                ours.add(uid);
            }
        });
        List<SetView> ourSets = sets.entrySet().stream()
                .filter(each -> ours.contains(each.getKey()))
                .map(each -> each.getValue().view())
                .sorted(Comparator.comparingLong(SetView::revision).thenComparing(SetView::name))
                .toList();
        Map<String, SeenPod> ourPods = new java.util.TreeMap<>();
        pods.forEach((uid, pod) -> {
            if (ours.contains(pod.owner())) {
                ourPods.put(uid, pod);
            }
        });
        ours.addAll(ourPods.keySet());
        List<SeenEvent> ourEvents =
                eventsOf(ours, ourPods.values(), workload.get().getValue().view());
        List<PodView> views = ourPods.values().stream()
                .map(SeenPod::view)
                .sorted(Comparator.comparing(PodView::createdAt).thenComparing(PodView::name))
                .toList();
        return new Observation(
                Optional.of(workload.get().getValue().view()),
                ourSets,
                views,
                ourEvents.stream().map(SeenEvent::view).toList(),
                growth.sign(views, ourEvents),
                sortedServices(),
                scaler());
    }

    private List<ServiceView> sortedServices() {
        return services.stream().sorted(Comparator.comparing(ServiceView::name)).toList();
    }

    /** There should be one; of several the same one is told each time. */
    private Optional<ScalerView> scaler() {
        return scalers.stream().min(Comparator.comparing(ScalerView::name));
    }

    private List<SeenEvent> eventsOf(Set<String> ours, Collection<SeenPod> pods, WorkloadView workload) {
        Set<String> claims = new HashSet<>();
        pods.forEach(pod -> claims.addAll(pod.claims()));
        return events.stream()
                .filter(event -> ours.contains(event.uid())
                        || (event.view().refusal()
                                && workload.ordinal(event.view().name()).isPresent())
                        || (event.view().kind().equals("PersistentVolumeClaim")
                                && claims.contains(event.view().name())))
                .sorted(Comparator.comparing((SeenEvent event) -> event.view().last())
                        .thenComparing(event -> event.view().first()))
                .toList();
    }

    /** Whether an event is worth keeping before all objects are known: names of pods and sets start with the App's. */
    static boolean near(AppRef app, EventView event) {
        String name = app.app().value();
        return event.kind().equals("PersistentVolumeClaim")
                || event.name().equals(name)
                || event.name().startsWith(name + "-");
    }
}
