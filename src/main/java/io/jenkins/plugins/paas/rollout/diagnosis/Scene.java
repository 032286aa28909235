package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One moment as the judges see it.
 *
 * @param release the Release whose pods are judged
 * @param began when the Rollout began, by our clock
 * @param since when we began to wait for them, by our clock
 * @param nodesMayJoin how long a pod that fits on no node may wait for a node to join
 * @param seen what the cluster shows
 * @param now the time, by our clock
 */
record Scene(long release, Instant began, Instant since, Duration nodesMayJoin, Observation seen, Instant now) {
    /** The longest that a pod takes to leave by default, and the longest that the scheduler then waits before it tries again. */
    private static final Duration ROOM_COMES_FREE = Duration.ofSeconds(30 + 10);

    static Scene of(Rollout rollout, long release, Observation seen, Instant now) {
        return new Scene(release, rollout.startedAt(), rollout.stepSince(), rollout.nodesMayJoin(), seen, now);
    }

    /** Pods of the Release that are to become ready and are not; those that are leaving or have ended are replaced anyway. */
    List<Suspect> suspects() {
        return pods().filter(pod -> !pod.ready() && !pod.ended())
                .map(this::suspect)
                .toList();
    }

    /** Pods of the Release that are not leaving. */
    Stream<PodView> pods() {
        return seen.pods().stream()
                .filter(pod -> pod.release().filter(r -> r == release).isPresent())
                .filter(pod -> !pod.leaving());
    }

    /** How many pods of the Release are still to become ready, as its set has it: the others are of another Release. */
    int missing() {
        int desired = seen.sets().stream()
                .filter(set -> set.release().filter(r -> r == release).isPresent())
                .mapToInt(SetView::desired)
                .max()
                .orElseGet(() -> seen.workload()
                        .map(w -> w.desired() - Math.min(w.partition(), w.desired()))
                        .orElse(0));
        return desired - (int) pods().filter(PodView::ready).count();
    }

    /** Whether a StatefulSet makes the pods. */
    boolean stateful() {
        return seen.workload()
                .filter(w -> w.kind() == RunSpec.Workload.STATEFUL_SET)
                .isPresent();
    }

    Suspect suspect(PodView pod) {
        return new Suspect(this, pod);
    }

    /** Whether any pod of the App is leaving: what it holds becomes free. */
    boolean anyLeaving() {
        return seen.pods().stream().anyMatch(PodView::leaving);
    }

    /** Until when what a pod of ours gave back, or will, may still be taken by another one; nothing where none made room. */
    Optional<Instant> roomTriedAgain() {
        return lastRoom().map(at -> after(at, ROOM_COMES_FREE));
    }

    /**
     * When a pod of ours last began to make room, since the first pod of the Release was made.
     *
     * <p>A pod that has left is no longer seen, and the scheduler may take its time to try again; so the set's word about the
     * deletion counts, and, since a set that deletes many falls silent, a new pod's becoming ready, which lets an old one go.
     */
    private Optional<Instant> lastRoom() {
        Instant begin = pods().map(PodView::createdAt).min(Instant::compareTo).orElse(since);
        return Stream.concat(
                        seen.events().stream()
                                .filter(e -> e.reason().equals("SuccessfulDelete"))
                                .map(EventView::last),
                        pods().flatMap(pod -> pod.readySince().stream()))
                .filter(at -> !at.isBefore(begin))
                .max(Instant::compareTo);
    }

    /**
     * When so much time has passed since something that the cluster tells of.
     *
     * <p>The cluster's clock and ours may differ. What we wait for came after we began to wait, so that a clock of ours that is
     * ahead does not make the wait shorter than it is.
     */
    Instant after(Instant stamp, Duration wait) {
        return (stamp.isAfter(since) ? stamp : since).plus(wait);
    }
}
