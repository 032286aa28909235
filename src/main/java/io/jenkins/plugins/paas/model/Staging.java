package io.jenkins.plugins.paas.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a strategy with gates has to know beyond the step it is in. The originals stand here before anything is changed, so
 * that any later process can put them back.
 *
 * @param before the workload's pace before the first change
 * @param own the pace that the new Release is rendered with
 * @param old the pods that keep the requests while new ones get none; nothing where new pods serve at once
 * @param pods how many new pods people have confirmed so far, 0 or more
 * @param share how much of all pods they have confirmed, 0 to 100; the greater of both counts
 * @param gateSince when the newest gate opened; nothing before the first
 * @param holdUntil how long the old set stays after all traffic moved; nothing before that
 * @param troubledSince since when the new pods fail at the gate; nothing while they are well
 * @param worked how long the steps before this one took that worked
 * @param waited how long the steps before this one took that waited, for a person or for the hold to end
 * @param hands what was seen of others' hands
 */
public record Staging(
        Pace before,
        Pace own,
        Optional<Pin> old,
        int pods,
        int share,
        Optional<Instant> gateSince,
        Optional<Instant> holdUntil,
        Optional<Instant> troubledSince,
        Duration worked,
        Duration waited,
        Set<Hand> hands) {
    public Staging {
        hands = hands.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(hands));
    }

    /** What somebody else did that the Rollout goes along with. */
    public enum Hand {
        /** The paused workload was let go on: a promotion of all that nobody approved. */
        RESUMED,
        /** The Service was pointed elsewhere. */
        REROUTED
    }

    /**
     * At planning.
     *
     * @param before the workload's pace now; of an earlier Rollout that was left half way, the pace before that one
     * @param own the pace that the new Release is rendered with
     */
    public static Staging planned(Pace before, Pace own) {
        return new Staging(
                before,
                own,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Set.of());
    }

    /** With those pods to keep the requests. */
    public Staging keeping(Pin pin) {
        return new Staging(
                before, own, Optional.of(pin), pods, share, gateSince, holdUntil, troubledSince, worked, waited, hands);
    }

    /** With no pods any more that keep the requests: all serve from now on. */
    public Staging serving() {
        return new Staging(
                before, own, Optional.empty(), pods, share, gateSince, holdUntil, troubledSince, worked, waited, hands);
    }

    /** With so many new pods confirmed. */
    public Staging confirmed(int count) {
        return new Staging(before, own, old, count, share, gateSince, holdUntil, troubledSince, worked, waited, hands);
    }

    /** With what a person allows beside what was confirmed before. */
    public Staging granted(Grant grant) {
        if (grant instanceof Grant.More more) {
            // A count that no workload reaches may still be typed.
            return confirmed((int) Math.min(Integer.MAX_VALUE, (long) pods + more.count()));
        }
        int percent = grant instanceof Grant.Share part ? part.percent() : 100;
        return new Staging(
                before,
                own,
                old,
                pods,
                Math.max(share, percent),
                gateSince,
                holdUntil,
                troubledSince,
                worked,
                waited,
                hands);
    }

    /** With a gate that opened then; the pods that are there count as confirmed only by number. */
    public Staging gate(Instant now) {
        return new Staging(
                before, own, old, pods, share, Optional.of(now), holdUntil, Optional.empty(), worked, waited, hands);
    }

    /** With the old set kept until then. */
    public Staging holding(Instant until) {
        return new Staging(
                before, own, old, pods, share, gateSince, Optional.of(until), troubledSince, worked, waited, hands);
    }

    /** With new pods that fail since then, or are well again. */
    public Staging troubled(Optional<Instant> since) {
        return new Staging(before, own, old, pods, share, gateSince, holdUntil, since, worked, waited, hands);
    }

    /** With something that somebody else did. */
    public Staging seen(Hand hand) {
        Set<Hand> all = EnumSet.of(hand);
        all.addAll(hands);
        return new Staging(before, own, old, pods, share, gateSince, holdUntil, troubledSince, worked, waited, all);
    }

    /** With the time that a step took on the clock that it belongs to. */
    public Staging spent(Rollout.Step step, Duration time) {
        boolean waits = step.isGate() || step == Rollout.Step.HOLDING;
        return new Staging(
                before,
                own,
                old,
                pods,
                share,
                gateSince,
                holdUntil,
                troubledSince,
                waits ? worked : worked.plus(time),
                waits ? waited.plus(time) : waited,
                hands);
    }

    /** Whether everything is confirmed. */
    public boolean all() {
        return share == 100;
    }

    /** Whether somebody let the workload go on without asking us. */
    public boolean unapproved() {
        return hands.contains(Hand.RESUMED);
    }

    /**
     * How many new pods are confirmed of so many.
     *
     * @param desired how many the workload is to have
     */
    public int target(int desired) {
        long part = ((long) desired * share + 99) / 100;
        return (int) Math.min(desired, Math.max(pods, part));
    }
}
