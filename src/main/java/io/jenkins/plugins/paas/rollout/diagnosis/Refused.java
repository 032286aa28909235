package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * That a node refused a pod or took it off again.
 *
 * <p>A ReplicaSet leaves such a pod where it is. A StatefulSet deletes it at once and makes another of the same name; what stays
 * is the kubelet's event.
 *
 * @param pod its name
 * @param node the node
 * @param reason one word
 * @param message the kubelet's words
 * @param at when: of a pod that is there, when it was made
 * @param takenOff whether the node had taken it before
 * @param neverReady whether it is sure that it was not ready in between
 */
record Refused(
        String pod,
        Optional<String> node,
        String reason,
        String message,
        Instant at,
        boolean takenOff,
        boolean neverReady) {
    /** Why a node takes a pod off that it had taken; all other reasons are of pods that were never started. */
    private static final Set<String> TAKEN_OFF = Set.of("Evicted", "Preempting", "NodeShutdown", "Terminated");

    /** What a kubelet puts before its reason in the status of a pod that it does not start; not in its event. */
    private static final String REJECTED = "Pod was rejected: ";

    /** A kubelet that is short of something takes no pods, and says so by the same reason as when it takes one off. */
    private static final String SHORT = "The node had condition: ";

    /** All that the cluster tells of, oldest first. */
    static List<Refused> all(Scene scene) {
        Stream<Refused> all = scene.stateful()
                ? scene.seen().events().stream()
                        .filter(event -> event.refusal() && ofTheRelease(scene, event))
                        .map(Refused::of)
                : scene.pods().filter(PodView::refused).map(Refused::of);
        return all.sorted(Comparator.comparing(Refused::at).thenComparing(Refused::pod))
                .toList();
    }

    /** An event does not say of which Release its pod was: pods from the partition on are of the new one, if we wait for them. */
    private static boolean ofTheRelease(Scene scene, EventView event) {
        return scene.seen()
                .workload()
                .filter(set -> set.release().filter(r -> r == scene.release()).isPresent())
                .filter(set -> set.ordinal(event.name()).orElse(-1) >= set.partition())
                .filter(set -> !event.last().isBefore(scene.since().truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    private static Refused of(PodView pod) {
        boolean takenOff = TAKEN_OFF.contains(pod.reason()) && !pod.message().startsWith(REJECTED);
        return new Refused(
                pod.name(), pod.node(), pod.reason(), said(pod.message()), pod.createdAt(), takenOff, !wasReady(pod));
    }

    private static Refused of(EventView event) {
        boolean takenOff = event.reason().equals("Preempting")
                || (event.reason().equals("Evicted") && !event.message().startsWith(SHORT));
        return new Refused(
                event.name(), event.node(), event.reason(), said(event.message()), event.last(), takenOff, !takenOff);
    }

    /** It lost its readiness after it had started, so it had it in between. */
    private static boolean wasReady(PodView pod) {
        return pod.containers().stream()
                .flatMap(c -> c.state() instanceof State.Terminated end ? end.startedAt().stream() : Stream.empty())
                .anyMatch(
                        started -> pod.unreadySince().filter(started::isBefore).isPresent());
    }

    private static String said(String message) {
        String words = Words.said(message);
        String bare = words.startsWith(REJECTED) ? words.substring(REJECTED.length()) : words;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** Whether a pod that became ready took its place, so that it explains nothing any more. */
    boolean isMadeUpFor(Stream<PodView> pods) {
        return pods.filter(PodView::ready)
                .anyMatch(other -> other.createdAt().isAfter(at)
                        || (other.name().equals(pod) && !other.createdAt().isBefore(at)));
    }

    /** Who did what to which pod, and why. */
    String sentence() {
        return node.map(name -> "The node " + name).orElse("Its node")
                + (takenOff ? " took the pod " : " refused the pod ") + pod
                + (takenOff ? " off again" : "") + " (" + reason + ")";
    }

    /** As a line of evidence. */
    String line() {
        return "Pod/" + pod + node.map(name -> " on " + name).orElse("") + " " + reason
                + (message.isBlank() ? "" : ": " + message);
    }
}
