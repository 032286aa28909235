package io.jenkins.plugins.paas.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who must agree at the gates of a Rollout, and who did at the newest one.
 *
 * @param rule the rule that was in force when the Rollout started
 * @param given what was approved at the newest gate, oldest first; it stays until the next gate opens
 * @param broken that somebody went on without the persons that the rule asks for
 */
public record Consent(ApprovalRule rule, List<Approval> given, Optional<BrokenGlass> broken) {
    public Consent {
        given = List.copyOf(given);
    }

    /** Nobody was asked yet. */
    public static Consent asking(ApprovalRule rule) {
        return new Consent(rule, List.of(), Optional.empty());
    }

    /** With one more approval. */
    public Consent with(Approval approval) {
        return new Consent(
                rule, Stream.concat(given.stream(), Stream.of(approval)).toList(), broken);
    }

    /** At a gate that just opened: what was said at the one before counts no more. */
    public Consent atNewGate() {
        return new Consent(rule, List.of(), broken);
    }

    /** With the glass broken. */
    public Consent broken(Actor by, String why, Instant at) {
        return new Consent(rule, given, Optional.of(new BrokenGlass(by, why, at)));
    }

    /**
     * An emergency in which somebody did without approvals.
     *
     * @param by who
     * @param why in that person's words
     * @param at when
     */
    public record BrokenGlass(Actor by, String why, Instant at) {}
}
