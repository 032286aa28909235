package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.rollout.Ballot;
import java.util.List;

/** The failures of those who want more at a gate than they may. */
final class NotApproved {
    private static final int GROUPS_SHOWN = 10;

    private NotApproved() {}

    /** Somebody's word does not count. */
    static PaasException because(String barrier, Place place, Rollout atGate, Move move, Actor who) {
        return new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_NOT_APPROVED",
                        "release " + atGate.release() + " of " + place + " waits for approvals of environment "
                                + place.cluster().environment() + ", and your word for '" + move.words()
                                + "' does not count: " + barrier + "; you are " + words(who),
                        "ask somebody else who may" + tokenHint(who)));
    }

    /** A Release that nobody let through is no Release to go back to. */
    static PaasException neverLetThrough(Place place, long number) {
        return new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_NOT_APPROVED",
                        "release " + number + " never ran in " + place + " to the end of its rollout, and environment "
                                + place.cluster().environment()
                                + " asks for approvals: going back to it would go around them",
                        "go back to a good release ('paas history' lists them), or deploy it and have it approved"));
    }

    /** Anybody may not go on without approvals. */
    static PaasException noGlass(Place place, Rollout atGate) {
        return new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_BREAK_GLASS",
                        "release " + atGate.release() + " of " + place
                                + " cannot go on without its approvals: environment "
                                + place.cluster().environment() + " has no glass to break",
                        "ask for the approvals; only the platform file can allow it (breakGlass: true), and it must have"
                                + " when the rollout started"));
    }

    /** One more word was heard, and it takes others. */
    static PaasException moreNeeded(Place place, Rollout atGate) {
        return new PaasException(
                Outcome.WAITING,
                Problem.of(
                        "E_APPROVALS_MISSING",
                        "release " + atGate.release() + " of " + place + " keeps its gate: " + missing(atGate),
                        "let another of them run 'paas deploy --supersede' as well, or end it with 'paas abort'"));
    }

    private static String missing(Rollout atGate) {
        return atGate.consent()
                .map(Ballot::of)
                .map(ballot -> ballot.tally(new Move.Supersede()).words() + "; waiting for one of " + ballot.names())
                .orElse("approvals are missing");
    }

    private static String words(Actor who) {
        Person person = who.person();
        List<String> groups = person.groups();
        String some = String.join(", ", groups.subList(0, Math.min(GROUPS_SHOWN, groups.size())))
                + (groups.size() > GROUPS_SHOWN ? ", ..." : "");
        return person.user() + (groups.isEmpty() ? " of no group" : " (groups " + some + ")") + ", confirmed by "
                + (person.source().equals(Person.CLUSTER) ? "the cluster" : "an ID token of " + person.source());
    }

    /** In a CI job the cluster sees the job's account; what the system claims of its user counts for nothing. */
    private static String tokenHint(Actor who) {
        boolean inJob = who.claim().filter(claim -> !claim.job().isEmpty()).isPresent();
        return inJob && who.vouched().isEmpty()
                ? "; if you are a person in a CI job, hand over an ID token in PAAS_ID_TOKEN, for the cluster sees the job's"
                        + " account only"
                : "";
    }
}
