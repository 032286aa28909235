package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides how a Rollout goes on; a pure function.
 *
 * <p>Whoever runs it saves {@link Decision#next} if it changed, then carries out the effects in order, then, if an {@link
 * Effect.Apply} among them came to its end, saves what {@link #applied} makes of the state; and decides again when
 * something new is observed or at {@link Decision#wakeAt}. Until a Rollout was told that its objects are applied, every
 * decision asks for it again: so it does not matter when a process dies.
 */
public final class RolloutMachine {
    private RolloutMachine() {}

    /**
     * Decides.
     *
     * @param state where the Rollout stands, as saved
     * @param seen what the cluster shows
     * @param now the time
     * @return the next state and what to do once it is saved
     */
    public static Decision decide(Rollout state, Observation seen, Instant now) {
        return switch (state.step()) {
            case SUCCEEDED, ROLLED_BACK, ABORTED, WITHDRAWN, FAILED -> Decision.end(state);
            case RESTORING -> Returning.restore(state);
            case RETURNING -> Returning.decide(state, seen, now);
            case TURNING_BACK -> TurningBack.decide(state, seen, now);
            case UNPINNING, THAWING -> GoingNative.decide(state, seen, now);
            default -> course(state).decide(state, seen, now);
        };
    }

    /**
     * A Rollout just planned, so far on its way as needs no look at the cluster: each state that is saved takes time in which
     * nothing happens there.
     *
     * @param planned the state in which nothing was done yet
     * @param now the time
     * @return the state to save first
     */
    public static Rollout begun(Rollout planned, Instant now) {
        boolean plain = planned.staging().isEmpty() && planned.consent().isEmpty();
        return plain ? planned.to(Step.APPLYING, now) : planned;
    }

    /**
     * What follows once an {@link Effect.Apply} came to its end without an error.
     *
     * @param state the state that was saved before it
     * @param template the fingerprint of the pod template as the cluster took it
     * @param now the time
     * @return the state to save; the same one when it did not wait for that
     */
    public static Rollout applied(Rollout state, String template, Instant now) {
        Rollout next = applied(state, now);
        return next.equals(state) ? state : next.bringing(template);
    }

    private static Rollout applied(Rollout state, Instant now) {
        return switch (state.step()) {
            case SUCCEEDED, ROLLED_BACK, ABORTED, WITHDRAWN, FAILED, RETURNING, TURNING_BACK, UNPINNING, THAWING ->
                state;
            case RESTORING -> state.to(Step.RETURNING, now);
            default -> course(state).applied(state, now);
        };
    }

    /**
     * What follows once an {@link Effect.Apply} was refused for good, so that asking again is no use. Some of the objects may
     * have been applied.
     *
     * @param state the state that was saved before it
     * @param why who refused what
     * @param now the time
     * @return the state to save, then to decide about; the same one when it did not wait for that
     */
    public static Rollout refused(Rollout state, Diagnosis why, Instant now) {
        return switch (state.step()) {
            case APPLYING -> Failure.next(state, why, now);
            case RESTORING -> Failure.ofReturn(state, why, now);
            default -> state;
        };
    }

    /**
     * What follows when a person confirms at the gate.
     *
     * @param state where the Rollout stands
     * @param grant what is allowed
     * @param now the time
     * @return the state to save, then to decide about; the same one when it is not at a gate, when its pods fail there, and
     *     for a part of a canary or of one that has not begun, which have no parts
     */
    public static Rollout promoted(Rollout state, Grant grant, Instant now) {
        return Confirmation.promoted(state, grant, now);
    }

    /**
     * What follows when a person ends the Rollout before its end.
     *
     * @param state where the Rollout stands
     * @param now the time
     * @return the state to save, then to decide about; the same one when it is closed, is on its way back already, cannot be
     *     turned back any more, or has no Release to go back to
     */
    public static Rollout aborted(Rollout state, Instant now) {
        return Confirmation.aborted(state, now);
    }

    /**
     * A Rollout that another process goes on with: its clock starts anew, because nobody was at work in between.
     *
     * @param state the state as it was found
     * @param now the time
     */
    public static Rollout resumed(Rollout state, Instant now) {
        return state.step().open() ? state.workedFrom(now) : state;
    }

    /**
     * What somebody else changed of what a Rollout brings in: whoever goes on with it ends it for that.
     *
     * @param state where the Rollout stands
     * @param seen what the cluster shows
     * @param now the time
     * @return what is seen in its place; nothing on the way back, where others' changes count as less
     */
    public static Optional<Diagnosis> changedByOthers(Rollout state, Observation seen, Instant now) {
        return switch (state.step()) {
            case FIRST_POD, GROWING, AT_GATE, ADDING, SWITCHING, HOLDING, DRAINING, PROGRESSING ->
                state.arrived() && Arrival.of(state, state.release(), seen, now) instanceof Arrival.Changed changed
                        ? Optional.of(changed.diagnosis())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Without originals to put back later nothing is changed that would have to be put back. */
    private static Course course(Rollout state) {
        if (state.staging().isEmpty()) {
            return new RollingCourse();
        }
        return switch (state.strategy()) {
            case ROLLING -> new RollingCourse();
            case MANUAL -> new ManualCourse();
            case CANARY -> new CanaryCourse();
        };
    }
}
