package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Move;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts who agrees at a gate; a pure function.
 *
 * <p>All that count are confirmed by one source: nobody can tell whether {@code alice} of an issuer and {@code
 * alice@example.com} of the cluster are one person, so they never add up to two.
 *
 * @param rule who must agree
 * @param authors who made and who deployed the Release
 * @param given what was approved at this gate
 */
public record Ballot(ApprovalRule rule, List<Actor> authors, List<Approval> given) {
    public Ballot {
        authors = List.copyOf(authors);
        given = List.copyOf(given);
    }

    /** For looking only: authors were kept out when they spoke. */
    public static Ballot of(Consent consent) {
        return new Ballot(consent.rule(), List.of(), consent.given());
    }

    /** Why somebody's word does not count, as a sentence without a full stop; nothing when it does. */
    public Optional<String> barrier(Actor who) {
        if (!rule.allows(who.person())) {
            return Optional.of("asked for is one of " + names());
        }
        return rule.notByAuthor() ? Authorship.of(who, authors) : Optional.empty();
    }

    /** Whose word counts, such as {@code release-managers, user:bob}. */
    public String names() {
        return rule.by().stream().map(Approver::toString).collect(Collectors.joining(", "));
    }

    /** How many agree to a move, or to a larger one. */
    public Tally tally(Move move) {
        Map<String, Map<String, Approval>> bySource = new LinkedHashMap<>();
        for (Approval approval : given) {
            if (approval.move().covers(move) && barrier(approval.by()).isEmpty()) {
                bySource.computeIfAbsent(approval.by().person().source(), any -> new LinkedHashMap<>())
                        .putIfAbsent(approval.by().person().key(), approval);
            }
        }
        List<Approval> most = List.of();
        for (Map<String, Approval> persons : bySource.values()) {
            if (persons.size() > most.size()) {
                most = new ArrayList<>(persons.values());
            }
        }
        return new Tally(move, rule.count(), most);
    }

    /** How it stands with each move that somebody agreed to; with all that is left, where nobody did to anything. */
    public List<Tally> tallies() {
        List<Move> moves = given.stream().map(Approval::move).distinct().toList();
        return moves.isEmpty()
                ? List.of(tally(new Move.Promote(new Grant.All())))
                : moves.stream().map(this::tally).toList();
    }
}
