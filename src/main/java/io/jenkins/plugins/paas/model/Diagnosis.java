package io.jenkins.plugins.paas.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why pods of a Rollout cannot become ready.
 *
 * @param code the kind of cause
 * @param sentence what happened, in one sentence
 * @param suggestion what to do
 * @param pod the pod that the evidence is of, when there is one
 * @param container the container in it, when there is one
 * @param evidence what the cluster said, oldest first
 * @param logTail the last lines of the failed container's log; empty when it wrote none
 */
public record Diagnosis(
        Code code,
        String sentence,
        String suggestion,
        Optional<String> pod,
        Optional<String> container,
        List<String> evidence,
        List<String> logTail) {
    public Diagnosis {
        evidence = List.copyOf(evidence);
        logTail = List.copyOf(logTail);
    }

    /** The same with log lines. */
    public Diagnosis withLog(List<String> lines) {
        return new Diagnosis(code, sentence, suggestion, pod, container, evidence, lines);
    }

    /** The kinds of cause; each has a {@linkplain #page page} for users. */
    public enum Code {
        E_IMAGE_NOT_FOUND,
        E_IMAGE_NOT_ALLOWED,
        E_IMAGE_PULL,
        E_BAD_COMMAND,
        E_CRASH_LOOP,
        E_OUT_OF_MEMORY,
        E_CONFIG_MISSING,
        /** The kubelet refuses to start a container under the security settings it has. */
        E_SECURITY,
        E_STARTUP_PROBE,
        E_READINESS_PROBE,
        E_LIVENESS_PROBE,
        E_UNSCHEDULABLE,
        E_QUOTA,
        E_ADMISSION,
        E_VOLUME,
        E_STUCK_TERMINATING,
        /** The node, not the App, is at fault: it is lost, evicts the pod, or cannot give it a network. */
        E_NODE,
        E_NO_PROGRESS,
        /** Somebody else changed or deleted the workload in the middle. */
        E_CHANGED_BY_OTHERS;

        /** The page about it, as a path in the repository. */
        public String page() {
            return "docs/diagnosis/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
        }
    }
}
