package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds observations of the App {@code shop}, whose release {@link #NEW} takes the place of {@link #OLD}.
 *
 * <p>Start with {@link #showing}, then add what the cluster shows.
 */
public final class Observations {
    public static final String APP = "shop";
    public static final long OLD = 6;
    public static final long NEW = 7;

    /** When the new pods were made. */
    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final Optional<WorkloadView> workload;
    private final List<SetView> sets = new ArrayList<>();
    private final List<PodView> pods = new ArrayList<>();
    private final List<EventView> events = new ArrayList<>();
    private Optional<String> growth = Optional.empty();

    private Observations(Optional<WorkloadView> workload) {
        this.workload = workload;
    }

    /** A moment so many seconds after the new pods were made. */
    public static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    public static String imageOf(long release) {
        return "registry.example.com/apps/shop:" + release + "-1-0123456789ab";
    }

    /** The fingerprint of the pod template of a Release as it was applied. */
    public static String templateOf(long release) {
        return templateOf(imageOf(release));
    }

    static String templateOf(String image) {
        return "template with " + image;
    }

    public static Observations showing(WorkloadBuilder workload) {
        return new Observations(Optional.of(workload.build()));
    }

    public static Observations withoutWorkload() {
        return new Observations(Optional.empty());
    }

    public static WorkloadBuilder deployment(long release, int desired) {
        return new WorkloadBuilder(Workload.DEPLOYMENT, release, desired);
    }

    public static WorkloadBuilder statefulSet(long release, int desired) {
        return new WorkloadBuilder(Workload.STATEFUL_SET, release, desired);
    }

    public static PodBuilder pod(String name, long release) {
        return new PodBuilder(name, release);
    }

    /** The App's own container. */
    public static ContainerBuilder container() {
        return new ContainerBuilder("app");
    }

    public static ContainerBuilder container(String name) {
        return new ContainerBuilder(name);
    }

    public Observations and(PodBuilder pod) {
        pods.add(pod.build());
        return this;
    }

    /** The ReplicaSet of a Release, with the API server's refusal to make its pods. */
    public Observations refusedSet(long release, String message) {
        return refusedSet(release, message, Optional.empty());
    }

    /** The same, refused for the first time at a moment. */
    public Observations refusedSet(long release, String message, Optional<Instant> since) {
        Condition failure = new Condition("ReplicaFailure", "True", "FailedCreate", message, since);
        sets.add(new SetView(
                setName(release), Optional.of(release), "hash" + release, release, 1, 0, 0, 0, List.of(failure)));
        return this;
    }

    /** A ReplicaSet whose ready pods are all available. */
    public Observations set(long release, int desired, int total, int ready) {
        return set(release, desired, total, ready, ready);
    }

    public Observations set(long release, int desired, int total, int ready, int available) {
        sets.add(new SetView(
                setName(release),
                Optional.of(release),
                "hash" + release,
                release,
                desired,
                total,
                ready,
                available,
                List.of()));
        return this;
    }

    public static String setName(long release) {
        return APP + "-hash" + release;
    }

    /** A warning about a pod. */
    public Observations warned(String pod, String reason, String message, int count, Instant first, Instant last) {
        return event("Pod", pod, true, reason, message, count, first, last);
    }

    /** Something normal about a pod, once. */
    public Observations noted(String pod, String reason, String message, Instant when) {
        return event("Pod", pod, false, reason, message, 1, when, when);
    }

    public Observations event(
            String kind,
            String name,
            boolean warning,
            String reason,
            String message,
            int count,
            Instant first,
            Instant last) {
        events.add(new EventView(
                kind, name, Optional.empty(), Optional.empty(), warning, reason, message, count, first, last));
        return this;
    }

    /** A warning about one container of a pod. */
    public Observations warnedOf(
            String pod, String container, String reason, String message, int count, Instant first, Instant last) {
        events.add(new EventView(
                "Pod", pod, Optional.of(container), Optional.empty(), true, reason, message, count, first, last));
        return this;
    }

    /** The kubelet of node-1 tells that it refused a pod or took it off. */
    public Observations refusal(String pod, String reason, String message, Instant when) {
        events.add(new EventView(
                "Pod", pod, Optional.empty(), Optional.of("node-1"), true, reason, message, 1, when, when));
        return this;
    }

    public Observations growth(String sign) {
        growth = Optional.of(sign);
        return this;
    }

    public Observation seen() {
        return new Observation(workload, sets, pods, events, growth, List.of(), Optional.empty());
    }
}
