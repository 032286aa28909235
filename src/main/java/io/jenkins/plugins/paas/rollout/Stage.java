package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Staging;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The old and the new pods beside each other, as the strategies with gates see them.
 *
 * @param state where the Rollout stands
 * @param seen what the cluster shows
 * @param workload the workload, which has the new template
 * @param traffic where requests go
 * @param now the time
 */
record Stage(Rollout state, Observation seen, WorkloadView workload, Traffic traffic, Instant now) {
    /** Decides where the new template is there; else waits for it, or gives way to whoever changed it. */
    static Decision whenThere(Rollout state, Observation seen, Instant now, Function<Stage, Decision> then) {
        Arrival arrival = Arrival.of(state, state.release(), seen, now);
        if (arrival instanceof Arrival.Changed changed) {
            return GoingNative.giveWay(state, changed.diagnosis(), now);
        }
        if (!(arrival instanceof Arrival.There there)) {
            return Decision.watch(state, List.of(), state.stepSince().plus(Arrival.GRACE));
        }
        Stage stage = of(Progress.of(state, there, state.release(), seen, now), seen, there.workload(), now);
        return stage.traffic.pinned() && !stage.frozen()
                ? GoingNative.giveWay(stage.state, stage.thawed(), now)
                : then.apply(stage);
    }

    static Stage of(Rollout state, Observation seen, WorkloadView workload, Instant now) {
        return new Stage(state, seen, workload, Traffic.of(state, seen), now);
    }

    Staging staging() {
        return staging(state);
    }

    static Staging staging(Rollout state) {
        return state.staging()
                .orElseThrow(() -> new IllegalStateException("a Rollout in " + state.step() + " knows no originals"));
    }

    int desired() {
        return workload.desired();
    }

    boolean paused() {
        return workload.paused();
    }

    boolean frozen() {
        return workload.pace().isFrozen();
    }

    Pin fresh() {
        return new Pin.OfRelease(state.release());
    }

    /** The ReplicaSet of the new template. */
    Optional<SetView> freshSet() {
        return sets(this::isFresh).max(Comparator.comparingLong(SetView::revision));
    }

    int freshSize() {
        return freshSet().map(SetView::desired).orElse(0);
    }

    /** All other ReplicaSets that have pods or are to have some, the largest first. */
    List<SetView> oldSets() {
        return sets(set -> !isFresh(set) && set.desired() > 0)
                .sorted(Comparator.comparingInt(SetView::desired).reversed())
                .toList();
    }

    private boolean isFresh(SetView set) {
        return set.release().filter(r -> r == state.release()).isPresent();
    }

    private Stream<SetView> sets(Predicate<SetView> which) {
        return seen.sets().stream().filter(which);
    }

    int freshReady() {
        return ready(pod -> Traffic.meant(fresh(), pod));
    }

    /** Ready pods that a pin means. */
    int readyAt(Pin pin) {
        return ready(pod -> Traffic.meant(pin, pod));
    }

    /** Ready pods that get requests. */
    int serving() {
        return ready(traffic::reaches);
    }

    private int ready(Predicate<PodView> which) {
        return (int) seen.pods().stream()
                .filter(pod -> pod.ready() && !pod.leaving())
                .filter(which)
                .count();
    }

    /** Whether so many new pods are wanted and ready. */
    boolean grown(int target) {
        return freshSize() >= target && freshReady() >= target;
    }

    /** The same with another state. */
    Stage with(Rollout other) {
        return new Stage(other, seen, workload, traffic, now);
    }

    /** The same; if requests do not go to the pods that are to keep them, with a note of that. */
    Stage noted() {
        boolean kept = staging().old().filter(pin -> !traffic.at(pin)).isEmpty();
        return kept || rerouted() ? this : with(state.staged(staging().seen(Staging.Hand.REROUTED)));
    }

    /** Whether whoever keeps the requests is to keep them: not where somebody pointed the Service elsewhere. */
    boolean rerouted() {
        return staging().hands().contains(Staging.Hand.REROUTED);
    }

    private Diagnosis thawed() {
        return ByOthers.changed("While the requests were kept on some of the pods, somebody else took the freeze off "
                + workload.kind().kind() + " " + workload.name() + ", so its controller replaces pods.");
    }
}
