package io.jenkins.plugins.paas.model;

import java.util.List;

/**
 * Who must agree before a Rollout goes on at a gate.
 *
 * @param by whose word counts; one or more
 * @param count how many different persons must agree, 1 or more
 * @param notByAuthor whether whoever made or deployed the Release may not be one of them
 * @param breakGlass whether anybody may go on without them in an emergency, with a reason that is recorded
 */
public record ApprovalRule(List<Approver> by, int count, boolean notByAuthor, boolean breakGlass) {
    public ApprovalRule {
        by = List.copyOf(by);
        if (by.isEmpty() || count < 1) {
            throw new IllegalArgumentException("a rule needs somebody who may approve, and a count of 1 or more");
        }
    }

    /** Whether that person's word counts, authors apart. */
    public boolean allows(Person person) {
        return by.stream().anyMatch(approver -> approver.means(person));
    }
}
