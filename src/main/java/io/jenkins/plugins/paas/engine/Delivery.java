package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a Rollout ended, or what it would do.
 *
 * @param outcome {@code DONE}, {@code WAITING}, {@code ROLLOUT_FAILED} or {@code TIMED_OUT}
 * @param release the Release that was to run; when there was nothing to do, the one that runs
 * @param rollout its Rollout; nothing when none ran
 * @param runs the number of the Release that runs now, as far as we know
 * @param gate what a person is to look at, when it waits for one
 * @param changed false when the Release ran already
 * @param plan what is (or would be) applied and deleted, in order
 * @param took how long it took
 */
public record Delivery(
        Outcome outcome,
        Optional<Release> release,
        Optional<Rollout> rollout,
        Optional<Long> runs,
        Optional<Gate> gate,
        boolean changed,
        List<Planned> plan,
        Duration took) {
    public Delivery {
        plan = List.copyOf(plan);
    }

    /** Where a Rollout has come to. */
    static Delivery of(
            Rollout came,
            Optional<Release> release,
            Optional<Gate> gate,
            boolean changed,
            List<Planned> plan,
            Duration took) {
        return new Delivery(outcome(came), release, Optional.of(came), Ending.runs(came), gate, changed, plan, took);
    }

    private static Outcome outcome(Rollout came) {
        if (came.step() == Rollout.Step.SUCCEEDED) {
            return Outcome.DONE;
        }
        if (came.step().open()) {
            return Outcome.WAITING;
        }
        return came.diagnosis()
                        .filter(reason -> reason.code() == Diagnosis.Code.E_NO_PROGRESS)
                        .isPresent()
                ? Outcome.TIMED_OUT
                : Outcome.ROLLOUT_FAILED;
    }

    /** The same, where to be turned back is what was asked for. */
    Delivery turnedBack() {
        boolean back = rollout.filter(came -> came.diagnosis().isEmpty())
                .filter(came -> came.step() == Rollout.Step.ABORTED || came.step() == Rollout.Step.WITHDRAWN)
                .isPresent();
        return new Delivery(back ? Outcome.DONE : outcome, release, rollout, runs, gate, changed, plan, took);
    }

    /** Why it failed, when it did. */
    public Optional<Diagnosis> diagnosis() {
        return rollout.flatMap(Rollout::diagnosis);
    }

    /**
     * What becomes of one object.
     *
     * @param object the object; as it was in the earlier Release when it goes
     * @param change what becomes of it, compared with the Release that ran before
     */
    public record Planned(KubeObject object, Change change) {}

    /** What becomes of an object. */
    public enum Change {
        NEW,
        CHANGED,
        SAME,
        REMOVED
    }
}
