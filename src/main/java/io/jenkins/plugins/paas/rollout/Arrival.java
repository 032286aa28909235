package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the workload's template is the one that this step brings. */
sealed interface Arrival {
    /**
     * How long what was applied may take to be seen. A watch tells it within milliseconds; longer, and somebody took it back
     * before we looked, as may happen while no process of ours is alive.
     */
    Duration GRACE = Duration.ofSeconds(30);

    /**
     * It is there.
     *
     * @param workload the workload
     */
    record There(WorkloadView workload) implements Arrival {}

    /** What was applied is not seen yet. */
    record NotYet() implements Arrival {}

    /**
     * Somebody else changed it.
     *
     * @param diagnosis what is seen in its place
     */
    record Changed(Diagnosis diagnosis) implements Arrival {}

    static Arrival of(Rollout state, long release, Observation seen, Instant now) {
        Optional<WorkloadView> there = seen.workload()
                .filter(workload -> workload.release().filter(r -> r == release).isPresent())
                .filter(workload -> state.template()
                        .filter(applied -> !applied.fingerprint().equals(workload.template()))
                        .isEmpty());
        if (there.isPresent()) {
            return new There(there.get());
        }
        if (!state.arrived() && now.isBefore(state.stepSince().plus(GRACE))) {
            return new NotYet();
        }
        String what = state.arrived()
                ? "While release " + release + " came in, somebody else changed its workload: "
                : "Release " + release + " was applied, and " + GRACE.toSeconds() + " s later ";
        return new Changed(changed(what, seen.workload(), release));
    }

    private static Diagnosis changed(String what, Optional<WorkloadView> workload, long release) {
        String sentence = what
                + workload.map(w -> w.kind().kind() + " " + w.name() + " has "
                                + w.release().map(r -> "release " + r).orElse("no release") + " and image "
                                + w.image().orElse("") + otherwise(w, release))
                        .orElse("it is not there.");
        return ByOthers.changed(sentence);
    }

    /** What is there in place of the Release may bear its number: {@code kubectl set env} leaves the label alone. */
    private static String otherwise(WorkloadView workload, long release) {
        return workload.release().filter(r -> r == release).isPresent()
                ? ", and its pod template is not the one that was applied."
                : ".";
    }
}
