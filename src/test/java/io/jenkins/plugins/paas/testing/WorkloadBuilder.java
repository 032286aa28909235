package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a {@link WorkloadView}; unless told otherwise, one whose status is up to date and that has no pods yet. */
public final class WorkloadBuilder {
    private final Workload kind;
    private final int desired;
    private Optional<Long> release;
    private Optional<String> image;
    private Optional<String> template = Optional.empty();
    private long generation = 1;
    private long observed = 1;
    private int total;
    private int updated;
    private int ready;
    private int available;
    private boolean paused;
    private Pace pace = Pace.DEFAULT;
    private int partition;
    private String updateRevision = "new";
    private String currentRevision = "new";
    private final List<Condition> conditions = new ArrayList<>();

    WorkloadBuilder(Workload kind, long release, int desired) {
        this.kind = kind;
        this.desired = desired;
        this.release = Optional.of(release);
        this.image = Optional.of(Observations.imageOf(release));
    }

    public WorkloadBuilder image(String name) {
        image = Optional.of(name);
        return this;
    }

    /** A pod template that differs from the usual one in more than its image. */
    public WorkloadBuilder template(String fingerprint) {
        template = Optional.of(fingerprint);
        return this;
    }

    public WorkloadBuilder unlabelled() {
        release = Optional.empty();
        return this;
    }

    /** {@code metadata.generation} and {@code status.observedGeneration}. */
    public WorkloadBuilder generation(long now, long seen) {
        generation = now;
        observed = seen;
        return this;
    }

    /** {@code status.replicas}, {@code updatedReplicas}, {@code readyReplicas}, {@code availableReplicas}. */
    public WorkloadBuilder pods(int all, int ofNewTemplate, int areReady, int areAvailable) {
        total = all;
        updated = ofNewTemplate;
        ready = areReady;
        available = areAvailable;
        return this;
    }

    /** All pods are of the new template, ready and available. */
    public WorkloadBuilder complete() {
        return pods(desired, desired, desired, desired);
    }

    public WorkloadBuilder revisions(String update, String current) {
        updateRevision = update;
        currentRevision = current;
        return this;
    }

    public WorkloadBuilder paused() {
        paused = true;
        return this;
    }

    public WorkloadBuilder pace(Pace now) {
        pace = now;
        return this;
    }

    public WorkloadBuilder partition(int from) {
        partition = from;
        return this;
    }

    public WorkloadBuilder condition(String type, String status, String reason, String message) {
        conditions.add(new Condition(type, status, reason, message));
        return this;
    }

    public WorkloadView build() {
        boolean stateful = kind == Workload.STATEFUL_SET;
        return new WorkloadView(
                kind,
                Observations.APP,
                generation,
                observed,
                release,
                image,
                template.orElseGet(() -> Observations.templateOf(image.orElse(""))),
                desired,
                total,
                updated,
                ready,
                available,
                paused,
                stateful ? Optional.of(updateRevision) : Optional.empty(),
                stateful ? Optional.of(currentRevision) : Optional.empty(),
                pace,
                partition,
                conditions);
    }
}
