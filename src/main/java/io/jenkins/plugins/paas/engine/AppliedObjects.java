package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.port.Cluster.Applied;
import io.jenkins.plugins.paas.port.Cluster.Change;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies a Release's objects, and knows which observations are older than that. */
final class AppliedObjects {
    /**
     * A watch tells a change within milliseconds. If it told none by then, the write changed nothing that raises the
     * generation, such as a label.
     */
    private static final Duration ECHO = Duration.ofSeconds(2);

    private final Workplace at;
    private final KeptReleases releases;
    private Optional<Written> written = Optional.empty();
    /** What of others was told already. */
    private final Set<String> told = new HashSet<>();

    AppliedObjects(Workplace at, KeptReleases releases) {
        this.at = at;
        this.releases = releases;
    }

    /**
     * Applies all objects of a Release, in the shape that is asked for.
     *
     * @return the fingerprint of the pod template as the cluster took it
     */
    String apply(Effect.Apply apply, Optional<Observation> seen) throws InterruptedException {
        var rendered = releases.get(apply.release()).objects();
        var reaching = seen.filter(ForeignPods::run).isPresent() ? ForeignPods.reached(rendered) : rendered;
        var objects = ShapedObjects.of(reaching, apply.entrance());
        List<Applied> workloads = new ArrayList<>();
        at.reach(() -> at.connection().cluster().apply(at.place().ref().namespace(), objects, applied -> {
            tell(applied);
            if (applied.object().isWorkload()) {
                workloads.add(applied);
            }
        }));
        boolean changed = workloads.stream().anyMatch(applied -> applied.change() != Change.UNCHANGED);
        written = changed ? Optional.of(writtenAfter(seen)) : Optional.empty();
        return workloads.stream()
                .flatMap(applied -> applied.template().stream())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("release " + apply.release() + " has no workload"));
    }

    /** The workload's pace was written; where that changed something, older observations say nothing of it. */
    void reshaped(Effect.Reshape reshape, Optional<Observation> seen) {
        boolean changes = seen.flatMap(Observation::workload)
                .filter(there -> there.paused() != reshape.paused()
                        || reshape.pace()
                                .filter(pace -> !pace.equals(there.pace()))
                                .isPresent())
                .isPresent();
        if (changes) {
            written = Optional.of(writtenAfter(seen));
        }
    }

    private Written writtenAfter(Optional<Observation> seen) {
        return new Written(
                seen.flatMap(Observation::workload)
                        .map(WorkloadView::generation)
                        .orElse(0L),
                at.session().clock().instant());
    }

    /** Whether an observation shows what we wrote last. */
    boolean shows(Observation seen) {
        boolean shown = written.filter(
                        write -> !write.showsIn(seen, at.session().clock().instant()))
                .isEmpty();
        if (shown) {
            written = Optional.empty();
        }
        return shown;
    }

    private void tell(Applied applied) {
        if (applied.change() != Change.UNCHANGED) {
            at.emit(new Event.Noted(applied.object() + " " + Words.of(applied.change())));
        }
        applied.foreign().stream()
                .map(variable -> LeftToOthers.words(applied.object(), variable))
                .filter(told::add)
                .forEach(words -> at.emit(new Event.Warned("W_FOREIGN_VARIABLE", words)));
    }

    private record Written(long generationBefore, Instant when) {
        boolean showsIn(Observation seen, Instant now) {
            return seen.workload()
                            .filter(workload -> workload.generation() > generationBefore)
                            .isPresent()
                    || !now.isBefore(when.plus(ECHO));
        }
    }
}
