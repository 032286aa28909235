package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Rollout;
import java.util.List;

/** A Rollout in words. */
final class RolloutWords {
    private RolloutWords() {}

    /** What a step means to someone who does not know the machine. */
    static String step(Rollout rollout) {
        return switch (rollout.step()) {
            case PLANNED -> "planned";
            case APPLYING -> "applying release " + rollout.release();
            case PROGRESSING -> "rolling out release " + rollout.release();
            case RESTORING, RETURNING ->
                "going back to release "
                        + rollout.fallback().map(String::valueOf).orElse("?");
            case FIRST_POD -> "first pod of release " + rollout.release();
            case GROWING -> "second set of release " + rollout.release();
            case AT_START -> "waiting at the gate of release " + rollout.release() + ", before it begins";
            case AT_GATE -> "waiting at the gate of release " + rollout.release();
            case ADDING -> "adding pods of release " + rollout.release();
            case SWITCHING -> "moving all traffic to release " + rollout.release();
            case HOLDING -> "release " + rollout.release() + " has all traffic; the old pods are kept";
            case DRAINING -> "taking the old set away";
            case UNPINNING -> "giving the Service its own selector back";
            case THAWING -> "giving the workload its own pace back";
            case TURNING_BACK -> "turning back from release " + rollout.release();
            case ABORTED ->
                "aborted; release " + rollout.fallback().map(String::valueOf).orElse("?") + " runs";
            case WITHDRAWN -> "release " + rollout.release() + " was withdrawn before it began";
            case SUCCEEDED -> "release " + rollout.release() + " runs";
            case ROLLED_BACK ->
                "failed; release " + rollout.fallback().map(String::valueOf).orElse("?") + " runs again";
            case FAILED -> "failed";
        };
    }

    /** The Release that the Rollout is bringing in at this step. */
    static long coming(Rollout rollout) {
        return switch (rollout.step()) {
            case RESTORING, RETURNING, ROLLED_BACK, TURNING_BACK, ABORTED ->
                rollout.fallback().orElse(rollout.release());
            default -> rollout.release();
        };
    }

    /** The pods in one line, such as {@code 2 of 3 new pods ready, 1 starting; 2 old pods}. */
    static String pods(Rollout rollout, Observation seen) {
        long coming = coming(rollout);
        List<PodView> there = seen.pods().stream().filter(pod -> !pod.ended()).toList();
        List<PodView> staying = there.stream().filter(pod -> !pod.leaving()).toList();
        long fresh = staying.stream().filter(pod -> is(pod, coming)).count();
        long ready =
                staying.stream().filter(pod -> is(pod, coming) && pod.ready()).count();
        long old = staying.size() - fresh;
        int leaving = there.size() - staying.size();
        int desired = seen.workload().map(Observation.WorkloadView::desired).orElse(0);
        StringBuilder text = new StringBuilder(ready(ready, desired));
        if (fresh > ready) {
            text.append(", ").append(fresh - ready).append(" starting");
        }
        if (old > 0) {
            text.append("; ").append(old).append(old == 1 ? " old pod" : " old pods");
        }
        if (leaving > 0) {
            text.append("; ").append(leaving).append(" leaving");
        }
        return text.toString();
    }

    /** How many pods are ready; two sets beside each other, or a surge, can make it more than are wanted. */
    static String ready(long ready, int desired) {
        return ready > desired
                ? ready + " pods ready, " + desired + " wanted"
                : ready + " of " + desired + " pods ready";
    }

    private static boolean is(PodView pod, long release) {
        return pod.release().filter(number -> number == release).isPresent();
    }
}
