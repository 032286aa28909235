package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Ballot;
import io.jenkins.plugins.paas.rollout.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asks those whose word is needed before a gate is left. What somebody approves is on record before it counts, and stands in
 * the Rollout, so that the next one adds to it on any machine.
 *
 * <p>Two rules may hold at a gate: the one that the Rollout started with, and the one that the caller's platform file has now.
 * Both must be met, so that neither side can do without approvals by a file of its own.
 */
final class Approving {
    private final Workplace at;
    private final KeptReleases releases;

    Approving(Workplace at, KeptReleases releases) {
        this.at = at;
        this.releases = releases;
    }

    /**
     * How a gate stands after somebody's word.
     *
     * @param rollout the Rollout to save, with all approvals
     * @param enough whether the move may be made
     */
    record Heard(Rollout rollout, boolean enough) {}

    /** Whether anybody is asked at this gate. */
    boolean isAsked(Rollout atGate) {
        return !rules(atGate).isEmpty();
    }

    /**
     * Hears our word for a move; what it changes is recorded, told, and still to be saved.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NOT_APPROVED} when it does not count
     */
    Heard hear(Rollout atGate, Move move) throws InterruptedException {
        List<ApprovalRule> rules = rules(atGate);
        if (rules.isEmpty()) {
            return new Heard(atGate, true);
        }
        List<Approval> before = given(atGate);
        Optional<String> barrier = rules.stream()
                .flatMap(rule -> ballot(rule, atGate, before).barrier(at.actor()).stream())
                .findFirst();
        if (barrier.isPresent()) {
            refuse(atGate, move, barrier.get());
            throw NotApproved.because(barrier.get(), at.place(), atGate, move, at.actor());
        }
        boolean again = before.stream().anyMatch(said -> said.move().covers(move) && samePerson(said.by(), at.actor()));
        if (again) {
            at.emit(new Event.Noted("you approved " + move.words() + " already; one person counts once"));
            return new Heard(atGate, enough(rules, atGate, move));
        }
        Approval approval = new Approval(move, at.actor(), now());
        Rollout next = atGate.asking(consent(atGate, rules.get(0)).with(approval));
        Tally tally = tallies(rules, next, move)
                .filter(each -> !each.enough())
                .findFirst()
                .orElseGet(() -> tallies(rules, next, move).findFirst().orElseThrow());
        record(Action.APPROVED, tally.enough() ? "enough" : "waiting", next, move, Map.of("counted", tally.words()));
        at.emit(new Event.Approved(next, approval, tally.counted().size(), tally.needed()));
        return new Heard(next, tally.enough());
    }

    /**
     * Goes on without the persons that are asked for.
     *
     * @return the Rollout to save, which says so from now on
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BREAK_GLASS} where no glass may be broken
     */
    Rollout breakGlass(Rollout atGate, Move move, String why) throws InterruptedException {
        List<ApprovalRule> rules = rules(atGate);
        if (!rules.stream().allMatch(ApprovalRule::breakGlass)) {
            refuse(atGate, move, "no glass may be broken here");
            throw NotApproved.noGlass(at.place(), atGate);
        }
        Rollout next = atGate.asking(consent(atGate, rules.get(0)).broken(at.actor(), why, now()));
        record(Action.GLASS_BROKEN, "without approvals", next, move, Map.of("why", why));
        at.emit(new Event.Warned(
                "W_GLASS_BROKEN",
                "the gate of release " + atGate.release() + " is left without the approvals that are asked for: "
                        + why));
        return next;
    }

    /** One that holds nobody up: his own Rollout. */
    static boolean isOwn(Rollout rollout, Actor actor) {
        return samePerson(rollout.actor(), actor);
    }

    private static boolean samePerson(Actor one, Actor other) {
        Person a = one.person();
        Person b = other.person();
        return a.source().equals(b.source()) && a.key().equals(b.key());
    }

    private List<ApprovalRule> rules(Rollout atGate) {
        return Stream.concat(atGate.consent().map(Consent::rule).stream(), at.place().cluster().approval().stream())
                .distinct()
                .toList();
    }

    private boolean enough(List<ApprovalRule> rules, Rollout rollout, Move move) {
        return tallies(rules, rollout, move).allMatch(Tally::enough);
    }

    private Stream<Tally> tallies(List<ApprovalRule> rules, Rollout rollout, Move move) {
        return rules.stream().map(rule -> ballot(rule, rollout, given(rollout)).tally(move));
    }

    private Ballot ballot(ApprovalRule rule, Rollout rollout, List<Approval> given) {
        Stream<Actor> maker = releases.find(rollout.release()).map(release -> release.createdBy()).stream();
        return new Ballot(rule, Stream.concat(Stream.of(rollout.actor()), maker).toList(), given);
    }

    private static List<Approval> given(Rollout rollout) {
        return rollout.consent().map(Consent::given).orElse(List.of());
    }

    private static Consent consent(Rollout rollout, ApprovalRule otherwise) {
        return rollout.consent().orElseGet(() -> Consent.asking(otherwise));
    }

    private void refuse(Rollout atGate, Move move, String reason) throws InterruptedException {
        record(Action.REFUSED, "not approved", atGate, move, Map.of("reason", reason));
    }

    private void record(Action action, String verdict, Rollout rollout, Move move, Map<String, String> more)
            throws InterruptedException {
        Map<String, String> details = new TreeMap<>(RolloutDetails.of(rollout));
        details.put("move", move.words());
        details.put("person", at.actor().person().user());
        details.put("source", at.actor().person().source());
        details.put("gate", rollout.gateSince().toString());
        details.putAll(more);
        at.reach(() -> at.trail().add(action, Optional.of(rollout.release()), verdict, details));
    }

    private Instant now() {
        return at.session().clock().instant();
    }
}
