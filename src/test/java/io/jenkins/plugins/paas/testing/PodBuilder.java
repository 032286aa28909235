package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a {@link PodView}; unless told otherwise, one that lies on a node and is not ready. */
public final class PodBuilder {
    private final String name;
    private Optional<Long> release;
    private Optional<String> node = Optional.of("node-1");
    private String phase = "Pending";
    private String reason = "";
    private String message = "";
    private boolean ready;
    private Instant createdAt = Observations.START;
    private Optional<Instant> readySince = Optional.empty();
    private Optional<Instant> unreadySince = Optional.of(Observations.START);
    private Optional<String> nominated = Optional.empty();
    private Optional<Instant> leavingSince = Optional.empty();
    private Optional<Instant> goneBy = Optional.empty();
    private Optional<Duration> startsWithin = Optional.empty();
    private final List<String> finalizers = new ArrayList<>();
    private final List<ContainerView> containers = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    PodBuilder(String name, long release) {
        this.name = name;
        this.release = Optional.of(release);
    }

    public PodBuilder unlabelled() {
        release = Optional.empty();
        return this;
    }

    public PodBuilder createdAt(Instant at) {
        createdAt = at;
        return this;
    }

    /** Every container is ready since then. */
    public PodBuilder ready(Instant since) {
        phase = "Running";
        ready = true;
        readySince = Optional.of(since);
        unreadySince = Optional.empty();
        return with(Observations.container().running(since).ready());
    }

    public PodBuilder unreadySince(Instant at) {
        unreadySince = Optional.of(at);
        return this;
    }

    /** The scheduler finds no node, and says why in the pod's condition. */
    public PodBuilder unschedulable(String message) {
        node = Optional.empty();
        conditions.add(new Condition("PodScheduled", "False", "Unschedulable", message));
        return this;
    }

    /** Somebody holds it back from the scheduler. */
    public PodBuilder gated() {
        node = Optional.empty();
        conditions.add(new Condition(
                "PodScheduled", "False", "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates"));
        return this;
    }

    public PodBuilder unassigned() {
        node = Optional.empty();
        return this;
    }

    public PodBuilder nominated(String to) {
        nominated = Optional.of(to);
        return this;
    }

    public PodBuilder leaving(Instant since, Instant by, String... heldBy) {
        leavingSince = Optional.of(since);
        goneBy = Optional.of(by);
        finalizers.addAll(List.of(heldBy));
        return this;
    }

    public PodBuilder phase(String value, String why) {
        phase = value;
        reason = why;
        return this;
    }

    /** The kubelet refused it, or took it off again. */
    public PodBuilder refused(String why, String said) {
        message = said;
        return phase("Failed", why);
    }

    /** How long it may take until it is ready for the first time. */
    public PodBuilder startsWithin(Duration limit) {
        startsWithin = Optional.of(limit);
        return this;
    }

    public PodBuilder with(ContainerBuilder container) {
        containers.add(container.build());
        return this;
    }

    public PodView build() {
        return new PodView(
                name,
                release,
                release.map(r -> "revision-" + r).orElse("revision"),
                node,
                phase,
                reason,
                message,
                ready,
                createdAt,
                readySince,
                unreadySince,
                nominated,
                leavingSince,
                goneBy,
                finalizers,
                startsWithin,
                containers,
                conditions);
    }
}
