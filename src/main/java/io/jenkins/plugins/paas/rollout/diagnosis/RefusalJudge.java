package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pods that nodes refuse or take off again: each stays, with phase {@code Failed}, and its ReplicaSet makes another at once.
 *
 * <p>One such pod is no verdict, nor are all pods of a node that goes down: others take their places. It is one when the others
 * meet the same again and again.
 */
final class RefusalJudge implements Judge {
    /**
     * How often, for each pod that is missing. A node that goes down or runs short ends each pod on it once; a second time may
     * be chance, as when the next node does so, too.
     */
    private static final int TRIES = 3;

    /**
     * A kubelet that has just started refuses pods until it knows its labels and devices, and one whose pods are leaving, mostly
     * within 30 s, until they have left. Longer would only leave more Failed pods: a ReplicaSet makes many in a second.
     */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** Why a node takes a pod off that it had taken; all other reasons are of pods that were never started. */
    private static final Set<String> TAKEN_OFF = Set.of("Evicted", "Preempting", "NodeShutdown", "Terminated");

    private static final Set<String> OTHER_NODE =
            Set.of("NodeAffinity", "NodeName", "NodeSelectorMismatching", "PodOSSelectorNodeLabelDoesNotMatch");

    /** As many as show whether it is always the same node. */
    private static final int SHOWN = 3;

    /** A kubelet answers sooner; of a pod that has waited longer, something else is to be thought. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final Comparator<PodView> BY_AGE =
            Comparator.comparing(PodView::createdAt).thenComparing(PodView::name);

    /** A pod that was just made in the place of one that was refused has no better prospects until a kubelet has taken it. */
    @Override
    public Stream<Finding> judge(Suspect suspect) {
        Scene scene = suspect.scene();
        boolean inPlace = suspect.untaken()
                && scene.now().isBefore(scene.after(suspect.pod().createdAt(), ANSWER))
                && scene.pods().anyMatch(suspect.pod()::equals);
        return inPlace ? judge(scene).stream() : Stream.empty();
    }

    /** Why the pods that were made last are not there, if nodes did not keep them. */
    static Optional<Finding> judge(Scene scene) {
        return scene.pods()
                .filter(PodView::refused)
                .max(BY_AGE)
                // It stays for days; once another took its place it explains nothing.
                .filter(pod -> scene.pods()
                        .noneMatch(other -> other.ready() && other.createdAt().isAfter(pod.createdAt())))
                .map(newest -> finding(scene, newest, inARow(scene)));
    }

    /** Those that were made since the wait began and since a pod last became ready, oldest first. */
    private static List<PodView> inARow(Scene scene) {
        Instant since = scene.since().truncatedTo(ChronoUnit.SECONDS);
        Instant ready = scene.pods()
                .flatMap(pod -> pod.readySince().stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return scene.pods()
                .filter(PodView::refused)
                .filter(pod ->
                        !pod.createdAt().isBefore(since) && pod.createdAt().isAfter(ready))
                .filter(pod -> !wasReady(pod))
                .sorted(BY_AGE)
                .toList();
    }

    /** It lost its readiness after it had started, so it had it in between. */
    private static boolean wasReady(PodView pod) {
        return pod.containers().stream()
                .flatMap(c -> c.state() instanceof State.Terminated end ? end.startedAt().stream() : Stream.empty())
                .anyMatch(
                        started -> pod.unreadySince().filter(started::isBefore).isPresent());
    }

    private static Finding finding(Scene scene, PodView newest, List<PodView> inARow) {
        String who = newest.node().map(node -> "The node " + node).orElse("Its node")
                + (TAKEN_OFF.contains(newest.reason()) ? " took the pod " : " refused the pod ") + newest.name()
                + (TAKEN_OFF.contains(newest.reason()) ? " off again" : "") + " (" + newest.reason() + ")";
        String often = inARow.size() < 2 ? "" : "; " + inARow.size() + " pods in a row ended so before they were ready";
        return scene.suspect(newest)
                .finding(
                        Code.E_NODE,
                        who + often + (newest.message().isBlank() ? "" : ": " + said(newest)) + ".",
                        advice(newest.reason()),
                        evidence(scene, newest, inARow),
                        settlesAt(scene, inARow));
    }

    private static Optional<Instant> settlesAt(Scene scene, List<PodView> inARow) {
        int missing = scene.missing();
        if (missing <= 0 || inARow.size() < TRIES * missing || scene.anyLeaving()) {
            return Finding.MAY_HEAL;
        }
        Instant patience = scene.after(inARow.get(0).createdAt(), GRACE);
        return Optional.of(scene.roomTriedAgain().filter(patience::isBefore).orElse(patience));
    }

    private static List<String> evidence(Scene scene, PodView newest, List<PodView> inARow) {
        List<String> lines = new ArrayList<>(inARow.stream()
                .skip(Math.max(0, inARow.size() - SHOWN))
                .map(pod -> "Pod/" + pod.name()
                        + pod.node().map(node -> " on " + node).orElse("") + " " + pod.reason()
                        + (pod.message().isBlank() ? "" : ": " + said(pod)))
                .toList());
        lines.addAll(Words.lines(
                Stream.of("Evicted", "Preempting", "TaintManagerEviction").flatMap(scene.suspect(newest)::events)));
        return lines;
    }

    private static String said(PodView pod) {
        return Words.said(pod.message()).replaceFirst("^Pod was rejected: ", "").replaceFirst("\\.$", "");
    }

    private static String advice(String reason) {
        if (reason.startsWith("OutOf")) {
            return "The node has no room: lower resources in paas.yaml, or add nodes.";
        }
        if (reason.equals("Preempting")) {
            return "The node gave the room to a pod that it cannot do without: add nodes.";
        }
        if (reason.equals("Evicted")) {
            return "The node was short of memory or disk, or the pod wrote more than it may: compare its requests and limits,"
                    + " those of ephemeral-storage too, with what it uses, and look at the node (kubectl describe node).";
        }
        if (TAKEN_OFF.contains(reason)) {
            return "The node goes down: ask whoever runs the cluster why, and whether other nodes have room.";
        }
        if (OTHER_NODE.contains(reason)) {
            return "The node lacks a label that the pod asks for (kubectl get nodes --show-labels); somebody may have put the"
                    + " pod there past the scheduler, or changed the node's labels.";
        }
        return "Read what the kubelet says: a device, a sysctl or the node's own policy keeps the pod out; ask whoever runs the"
                + " cluster.";
    }
}
