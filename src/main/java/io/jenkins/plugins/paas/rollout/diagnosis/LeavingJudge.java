package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.PodView;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pods that should be gone and are not. They explain a wait; whether they ever go is up to whoever holds them. */
final class LeavingJudge {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LeavingJudge() {}

    /** The pod that should have been gone first, if one should. */
    static Optional<Finding> judge(Scene scene) {
        return scene.seen().pods().stream()
                .filter(pod -> pod.goneBy()
                        .filter(by -> by.plus(PATIENCE).isBefore(scene.now()))
                        .isPresent())
                .min(Comparator.comparing(pod -> pod.goneBy().orElseThrow()))
                .map(pod -> finding(scene, pod));
    }

    private static Finding finding(Scene scene, PodView pod) {
        List<String> evidence = new ArrayList<>();
        evidence.add("Pod/" + pod.name() + " should have been gone by "
                + pod.goneBy().orElseThrow().truncatedTo(ChronoUnit.SECONDS));
        pod.finalizers().forEach(f -> evidence.add("finalizer " + f));
        pod.node().ifPresent(node -> evidence.add("on node " + node));
        Suspect suspect = scene.suspect(pod);
        for (String reason : List.of("FailedKillPod", "FailedPreStopHook", "ExceededGracePeriod", "NodeNotReady")) {
            evidence.addAll(Words.lines(suspect.events(reason)));
        }
        return suspect.finding(
                Code.E_STUCK_TERMINATING,
                pod.finalizers().isEmpty()
                        ? "The pod " + pod.name() + " is being deleted and does not go: its node does not confirm it."
                        : "The pod " + pod.name() + " is being deleted and does not go: it waits for "
                                + String.join(", ", pod.finalizers()) + ".",
                pod.finalizers().isEmpty()
                        ? "Look at its node (kubectl describe node)."
                        : "Find out what should remove the finalizer.",
                evidence,
                Finding.MAY_HEAL);
    }
}
