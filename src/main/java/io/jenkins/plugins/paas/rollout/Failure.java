package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from a failure; the same for every strategy. */
final class Failure {
    private Failure() {}

    /** The new Release does not come up. */
    static Decision of(Rollout state, Diagnosis why, Instant now) {
        Rollout failed = next(state, why, now);
        if (failed.step() == Step.RESTORING) {
            return Returning.restore(failed);
        }
        return failed.step().open() ? Decision.on(failed, now) : Decision.end(failed);
    }

    /** The state after the new Release failed: back to the last good one, where there is one and nobody forbids it. */
    static Rollout next(Rollout state, Diagnosis why, Instant now) {
        boolean back = why.code() != Code.E_CHANGED_BY_OTHERS && state.step() != Step.PLANNED && mayGoBack(state);
        Rollout failed = state.because(why);
        if (isNative(state)) {
            return failed.to(back ? Step.RESTORING : Step.FAILED, now);
        }
        return why.code() == Code.E_CHANGED_BY_OTHERS
                ? GoingNative.begin(failed, now)
                : failed.onTo(Step.TURNING_BACK, now);
    }

    /** Whether it goes back from a gate: people may always want that, a failure only where it is allowed to. */
    static boolean goesBack(Rollout state) {
        return state.diagnosis().isPresent() ? mayGoBack(state) : canGoBack(state);
    }

    /** Whether the workload is as Kubernetes knows it, so that there is nothing to take off before the end. */
    private static boolean isNative(Rollout state) {
        return state.staging().isEmpty() || state.step() == Step.PROGRESSING || state.step() == Step.PLANNED;
    }

    /** A rollback that fails is left to people: one more change by itself would hide what is wrong. */
    static boolean mayGoBack(Rollout state) {
        boolean wanted = state.policy().rollback() || isUnapproved(state);
        return wanted && state.kind() == Rollout.Kind.DEPLOY && canGoBack(state);
    }

    /**
     * Whether persons are asked, and have not let all of it through: left as it is, what they were asked for would come in
     * without them, as soon as it is thawed.
     */
    private static boolean isUnapproved(Rollout state) {
        return state.consent().isPresent()
                && !isNative(state)
                && state.staging().filter(Staging::all).isEmpty();
    }

    /** Whether there is another Release to go back to. */
    static boolean canGoBack(Rollout state) {
        return state.fallback().filter(release -> release != state.release()).isPresent();
    }

    /** The last good Release does not come back either: both facts, the first one first. */
    static Rollout ofReturn(Rollout state, Diagnosis second, Instant now) {
        Diagnosis why =
                state.diagnosis().map(first -> both(state, first, second)).orElse(second);
        Rollout failed = state.because(why);
        // Refused half way, it may still be frozen and paused.
        return state.staging().isPresent() && state.step() == Step.RESTORING
                ? GoingNative.begin(failed, now)
                : failed.to(Step.FAILED, now);
    }

    private static Diagnosis both(Rollout state, Diagnosis first, Diagnosis second) {
        List<String> evidence = new ArrayList<>(first.evidence());
        evidence.add("Release " + state.fallback().map(String::valueOf).orElse("?") + ": " + second.code() + ": "
                + second.sentence());
        evidence.addAll(second.evidence());
        return new Diagnosis(
                first.code(),
                first.sentence() + " Going back to release "
                        + state.fallback().map(String::valueOf).orElse("?") + " failed too (" + second.code() + "): "
                        + second.sentence(),
                first.suggestion() + " " + second.suggestion(),
                first.pod(),
                first.container(),
                evidence,
                first.logTail());
    }

    /** Time ran out: what is known best is the cause, as evidence, for it was not sure enough for a verdict. */
    static Diagnosis outOfTime(Rollout state, long release, Optional<Diagnosis> known) {
        String limit = "No more pods of release " + release + " became ready for "
                + Spans.words(state.policy().timeout());
        List<String> evidence = new ArrayList<>();
        known.filter(d -> d.code() != Code.E_NO_PROGRESS).ifPresent(d -> evidence.add(d.code() + ": " + d.sentence()));
        known.ifPresent(d -> evidence.addAll(d.evidence()));
        return new Diagnosis(
                Code.E_NO_PROGRESS,
                limit + known.map(d -> ": " + d.sentence()).orElse("."),
                known.map(Diagnosis::suggestion)
                        .orElse("If it only needs longer, raise rollout.timeout in paas.yaml. See "
                                + Code.E_NO_PROGRESS.page() + "."),
                known.flatMap(Diagnosis::pod),
                known.flatMap(Diagnosis::container),
                evidence,
                List.of());
    }
}
