package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.Move;
import java.util.List;

/**
 * How many agree to a move.
 *
 * @param move the move
 * @param needed how many different persons must
 * @param counted one approval of each person who does
 */
public record Tally(Move move, int needed, List<Approval> counted) {
    public Tally {
        counted = List.copyOf(counted);
    }

    /** Whether the move may be made. */
    public boolean enough() {
        return counted.size() >= needed;
    }

    /** How many persons are missing, 0 or more. */
    public int missing() {
        return Math.max(0, needed - counted.size());
    }

    /** Such as {@code 1 of 2 approvals for all}. */
    public String words() {
        return counted.size() + " of " + needed + (needed == 1 ? " approval for " : " approvals for ") + move.words();
    }
}
