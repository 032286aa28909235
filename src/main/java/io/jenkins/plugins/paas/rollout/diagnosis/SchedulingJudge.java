package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pods that fit on no node.
 *
 * <p>Room may still come: from an autoscaler or a node that joins, from pods of this App that are leaving, or from others that
 * the scheduler preempts. Only when none of these is in sight does the scheduler's answer settle it.
 */
final class SchedulingJudge implements Judge {
    /** A comma within braces belongs to a taint. */
    private static final Pattern BETWEEN_REASONS = Pattern.compile(", (?![^{]*})");

    /** That it looked at nodes and found none; all else is trouble of its own, such as an API server that did not answer. */
    private static final Pattern LOOKED = Pattern.compile("nodes are available|no nodes available");

    private static final Pattern CLAIM =
            Pattern.compile("persistentvolumeclaim|\"VolumeBinding\"", Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_CLAIM = Pattern.compile("persistentvolumeclaim \"[^\"]*\" not found");

    /** Kubernetes itself closes a node while it is not well, and opens it again; we may not be allowed to look at nodes. */
    private static final Pattern UNWELL = Pattern.compile("taint \\{node\\.(cloudprovider\\.)?kubernetes\\.io/"
            + "(not-ready|unreachable|network-unavailable|(memory|disk|pid)-pressure|uninitialized)");

    private static final Duration NODE_RECOVERS = Duration.ofMinutes(2);

    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.pod().unscheduled(suspect.scene().seen().events()).stream()
                .map(message -> claim(suspect, message).orElseGet(() -> place(suspect, message)));
    }

    private static Finding place(Suspect suspect, String message) {
        return LOOKED.matcher(message).find() ? noRoom(suspect, message) : trouble(suspect, message);
    }

    /** The scheduler itself came to no end; it tries again. */
    private static Finding trouble(Suspect suspect, String message) {
        return suspect.finding(
                Code.E_UNSCHEDULABLE,
                "The scheduler could not put the pod " + suspect.pod().name() + " on a node, and tries again.",
                "Read what it says; if it says so for long, ask whoever runs the cluster.",
                evidence(suspect, message, suspect.events("FailedScheduling")),
                Finding.MAY_HEAL);
    }

    private static Optional<Finding> claim(Suspect suspect, String message) {
        if (!CLAIM.matcher(message).find()) {
            return Optional.empty();
        }
        boolean missing = NO_CLAIM.matcher(message).find();
        // A StatefulSet makes a pod's claims a moment before the pod; the scheduler may see them a moment after.
        Instant since = firstSeen(suspect);
        return Optional.of(suspect.finding(
                Code.E_VOLUME,
                missing
                        ? "The pod " + suspect.pod().name() + " needs a PersistentVolumeClaim that is not there."
                        : "A PersistentVolumeClaim of the pod " + suspect.pod().name() + " is not bound to a volume.",
                missing
                        ? "Create the claim in the App's namespace, or correct its name in paas.yaml."
                        : "Check the claim's storage class (kubectl describe pvc): it must exist and be able to make volumes.",
                evidence(suspect, message, Stream.concat(suspect.events("FailedScheduling"), claimTrouble(suspect))),
                missing
                        ? Optional.of(suspect.scene().after(since, Duration.ofSeconds(10)))
                        : Finding.settledIf(
                                claimTrouble(suspect).anyMatch(e -> e.message().contains("no storage class is set")))));
    }

    private static Stream<EventView> claimTrouble(Suspect suspect) {
        return suspect.scene().seen().events().stream()
                .filter(e -> e.kind().equals("PersistentVolumeClaim"))
                .filter(e -> e.reason().equals("FailedBinding") || e.reason().equals("ProvisioningFailed"))
                // A claim outlives its pods; what was wrong with it before may be mended.
                .filter(e -> !e.last().isBefore(suspect.pod().createdAt()));
    }

    private static Finding noRoom(Suspect suspect, String message) {
        List<String> reasons = reasons(message);
        List<String> evidence = new ArrayList<>(evidence(suspect, message, suspect.events("FailedScheduling")));
        evidence.addAll(
                Words.lines(Stream.concat(suspect.events("TriggeredScaleUp"), suspect.events("NotTriggerScaleUp"))));
        suspect.scene().seen().growth().ifPresent(sign -> evidence.add("more room may come: " + Words.said(sign)));
        return suspect.finding(
                Code.E_UNSCHEDULABLE,
                "The pod " + suspect.pod().name() + " fits on no node: " + String.join("; ", reasons) + ".",
                advice(message),
                evidence,
                settlesAt(suspect, message));
    }

    private static Optional<Instant> settlesAt(Suspect suspect, String message) {
        Scene scene = suspect.scene();
        boolean roomInSight = scene.seen().growth().isPresent()
                || scene.anyLeaving()
                || suspect.pod().nominated().isPresent()
                || message.contains("terminating pod on the nominated node");
        if (roomInSight) {
            return Finding.MAY_HEAL;
        }
        List<Instant> waits = new ArrayList<>();
        if (!scene.nodesMayJoin().isZero()) {
            waits.add(scene.after(firstSeen(suspect), scene.nodesMayJoin()));
        }
        if (UNWELL.matcher(message).find()) {
            waits.add(scene.after(firstSeen(suspect), NODE_RECOVERS));
        }
        scene.roomTriedAgain().ifPresent(waits::add);
        return waits.stream().max(Instant::compareTo).or(() -> Finding.SETTLED);
    }

    private static Instant firstSeen(Suspect suspect) {
        PodView pod = suspect.pod();
        return suspect.events("FailedScheduling")
                .map(EventView::first)
                .min(Instant::compareTo)
                .orElse(pod.createdAt());
    }

    private static List<String> evidence(Suspect suspect, String message, Stream<EventView> events) {
        List<String> lines = Words.lines(events);
        return lines.isEmpty()
                ? List.of("Pod/" + suspect.pod().name() + " Unschedulable: " + Words.said(message))
                : lines;
    }

    /** The scheduler's reasons, one per kind, each with the number of nodes it holds for. */
    static List<String> reasons(String message) {
        String text = message.replaceFirst("^\\d+/\\d+ nodes are available: ", "")
                .replaceFirst("\\.? ?(no new claims to deallocate, )?preemption: .*$", "")
                .replaceFirst("\\. no new claims to deallocate.*$", "")
                .replaceFirst("\\.$", "");
        List<String> reasons = new ArrayList<>();
        for (String reason : BETWEEN_REASONS.splitAsStream(text).toList()) {
            reasons.add(reason.replaceFirst("^(\\d+) (node\\(s\\) )?", "$1 x "));
        }
        return reasons;
    }

    private static String advice(String message) {
        if (message.contains("Insufficient") || message.contains("Too many pods")) {
            return "Lower resources in paas.yaml, or add nodes.";
        }
        if (message.contains("taint")) {
            return "The nodes are kept for others or are not well (kubectl describe node); add nodes that take this App.";
        }
        if (message.contains("affinity") || message.contains("selector") || message.contains("topology")) {
            return "No node has the labels that the pod asks for (kubectl get nodes --show-labels).";
        }
        return "Look at what the scheduler says of each node (kubectl describe pod).";
    }
}
