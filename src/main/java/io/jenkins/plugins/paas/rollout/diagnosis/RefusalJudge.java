package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pods that nodes refuse or take off again, and that are made anew at once.
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

    private static final Set<String> GOES_DOWN = Set.of("NodeShutdown", "Terminated");

    private static final Set<String> OTHER_NODE =
            Set.of("NodeAffinity", "NodeName", "NodeSelectorMismatching", "PodOSSelectorNodeLabelDoesNotMatch");

    /** As many as show whether it is always the same node. */
    private static final int SHOWN = 3;

    /** A kubelet answers sooner; of a pod that has waited longer, something else is to be thought. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

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
        List<Refused> all = Refused.all(scene);
        return all.stream()
                .reduce((older, newer) -> newer)
                // It stays for days; once another took its place it explains nothing.
                .filter(newest -> !newest.isMadeUpFor(scene.pods()))
                .map(newest -> finding(scene, newest, inARow(scene, all)));
    }

    /** Those since the wait began and since a pod last became ready, oldest first. */
    private static List<Refused> inARow(Scene scene, List<Refused> all) {
        Instant since = scene.since().truncatedTo(ChronoUnit.SECONDS);
        Instant ready = scene.pods()
                .flatMap(pod -> pod.readySince().stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return (scene.stateful() ? unbroken(all) : all)
                .stream()
                        .filter(Refused::neverReady)
                        .filter(each -> !each.at().isBefore(since) && each.at().isAfter(ready))
                        .toList();
    }

    /**
     * The last ones between which there was no time for a pod that a kubelet had taken: of those that a StatefulSet deleted
     * nothing else tells what became of them.
     */
    private static List<Refused> unbroken(List<Refused> all) {
        int from = all.size();
        Instant next = all.get(from - 1).at();
        while (from > 0
                && all.get(from - 1).neverReady()
                && !next.isAfter(all.get(from - 1).at().plus(ANSWER))) {
            from--;
            next = all.get(from).at();
        }
        return all.subList(from, all.size());
    }

    /** Whether it is the last that is known: of a pod that was made in its place long after, we do not know what was before. */
    private static boolean isLatest(Scene scene, Refused newest) {
        return scene.pods()
                .anyMatch(pod -> pod.name().equals(newest.pod())
                        && !pod.createdAt().isAfter(newest.at().plus(ANSWER)));
    }

    private static Finding finding(Scene scene, Refused newest, List<Refused> inARow) {
        String often = inARow.size() < 2 ? "" : "; " + inARow.size() + " pods in a row ended so before they were ready";
        return new Finding(
                new Diagnosis(
                        Code.E_NODE,
                        newest.sentence() + often + (newest.message().isBlank() ? "" : ": " + newest.message()) + ".",
                        Words.suggestion(Code.E_NODE, advice(newest)),
                        Optional.of(newest.pod()),
                        Optional.empty(),
                        evidence(scene, newest, inARow),
                        List.of()),
                settlesAt(scene, newest, inARow));
    }

    private static Optional<Instant> settlesAt(Scene scene, Refused newest, List<Refused> inARow) {
        int missing = scene.missing();
        if (missing <= 0 || inARow.size() < TRIES * missing || !isLatest(scene, newest) || scene.anyLeaving()) {
            return Finding.MAY_HEAL;
        }
        Instant patience = scene.after(inARow.get(0).at(), GRACE);
        return Optional.of(scene.roomTriedAgain().filter(patience::isBefore).orElse(patience));
    }

    private static List<String> evidence(Scene scene, Refused newest, List<Refused> inARow) {
        List<String> lines = new ArrayList<>(inARow.stream()
                .skip(Math.max(0, inARow.size() - SHOWN))
                .map(Refused::line)
                .toList());
        lines.addAll(Words.lines(scene.pods()
                .filter(pod -> pod.refused() && pod.name().equals(newest.pod()))
                .map(scene::suspect)
                .flatMap(pod -> Stream.of("Evicted", "Preempting", "TaintManagerEviction")
                        .flatMap(pod::events))));
        return lines;
    }

    private static String advice(Refused newest) {
        String reason = newest.reason();
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
        if (GOES_DOWN.contains(reason)) {
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
