package io.jenkins.plugins.paas.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.Approver.Kind;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may approve, and when enough did. */
class BallotTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Move ALL = new Move.Promote(new Grant.All());
    private static final Move ONE = new Move.Promote(new Grant.More(1));
    private static final Move HALF = new Move.Promote(new Grant.Share(50));

    private static final ApprovalRule TWO = new ApprovalRule(
            List.of(
                    new Approver(Kind.GROUP, Person.CLUSTER, "managers"),
                    new Approver(Kind.USER, Person.CLUSTER, "carol"),
                    new Approver(Kind.GROUP, "gitlab", "trade/releases")),
            2,
            true,
            false);

    @Test
    void membersOfAGroupAndNamedUsersCountAndNobodyElse() {
        assertThat(ballot().barrier(user("alice", "managers"))).isEmpty();
        assertThat(ballot().barrier(user("carol"))).isEmpty();
        assertThat(ballot().barrier(user("dave", "developers")))
                .contains("asked for is one of managers, user:carol, gitlab:trade/releases");
        assertThat(ballot().barrier(user("Carol"))).isPresent();
        assertThat(ballot().barrier(user("managers"))).isPresent();
    }

    @Test
    void aGroupOfAnIssuerIsNoGroupOfTheClusterAndTheOtherWayRound() {
        assertThat(ballot().barrier(user("eve", "trade/releases"))).isPresent();
        assertThat(ballot().barrier(user("eve", "gitlab:trade/releases"))).isPresent();
        assertThat(ballot().barrier(token("eve", "managers"))).isPresent();
        assertThat(ballot().barrier(token("bob", "trade/releases"))).isEmpty();
    }

    @Test
    void whoHandsOverATokenIsWhomItNamesAndNotTheAccountOfTheJob() {
        Actor job = new Actor(
                new Actor.Identity("system:serviceaccount:ci:deployer", List.of("managers")),
                Optional.of(new Person("gitlab", "eve", List.of("trade/developers"))),
                Optional.empty());

        assertThat(ballot().barrier(job)).isPresent();
    }

    @Test
    void theSamePersonTwiceCountsOnceHoweverTheNameIsWritten() {
        Ballot ballot = ballot(
                said(ALL, user("alice", "managers")),
                said(ALL, user("alice", "managers")),
                said(ALL, user("Alice", "managers")));

        assertThat(ballot.tally(ALL).counted()).hasSize(1);
        assertThat(ballot.tally(ALL).words()).isEqualTo("1 of 2 approvals for all");
    }

    @Test
    void personsOfTwoSourcesDoNotAddUpBecauseTheyMayBeOne() {
        Ballot ballot =
                ballot(said(ALL, user("alice@example.com", "managers")), said(ALL, token("alice", "trade/releases")));

        assertThat(ballot.tally(ALL).missing()).isEqualTo(1);
    }

    @Test
    void aWordForMoreIncludesLessAndNeverTheOtherWayRound() {
        Ballot ballot = ballot(said(ALL, user("alice", "managers")), said(ONE, user("bob", "managers")));

        assertThat(ballot.tally(ALL).enough()).isFalse();
        assertThat(ballot.tally(ONE).enough()).isTrue();
        assertThat(ballot.tally(HALF).counted()).hasSize(1);
        assertThat(ballot.tally(new Move.Supersede()).counted()).isEmpty();
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                arguments(ALL, HALF, true),
                arguments(new Move.Promote(new Grant.Share(100)), ALL, true),
                arguments(HALF, ALL, false),
                arguments(HALF, new Move.Promote(new Grant.Share(50)), true),
                arguments(HALF, new Move.Promote(new Grant.Share(51)), false),
                arguments(ONE, new Move.Promote(new Grant.More(2)), false),
                arguments(new Move.Promote(new Grant.More(3)), ONE, true),
                arguments(HALF, ONE, false),
                arguments(ONE, HALF, false),
                arguments(ALL, new Move.Supersede(), false),
                arguments(new Move.Supersede(), ONE, false));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void aMoveCoversWhatIsCertainlyNotMore(Move approved, Move wanted, boolean covers) {
        assertThat(approved.covers(wanted)).isEqualTo(covers);
    }

    static Stream<Arguments> authors() {
        return Stream.of(
                arguments("the same user", user("alice", "managers"), user("alice"), true),
                arguments("another user", user("bob", "managers"), user("alice"), false),
                arguments("alike within one source", user("alice@b.com", "managers"), user("alice"), false),
                arguments("alike in another source", token("alice", "trade/releases"), user("alice@example.com"), true),
                arguments(
                        "his own account without his token",
                        user("eve@example.com", "managers"),
                        carrying("eve@example.com", "erin"),
                        true),
                arguments(
                        "another account without a token",
                        user("bob@example.com", "managers"),
                        carrying("eve@example.com", "erin"),
                        false),
                arguments("another person by the same account", token("bob", "trade/releases"), token("erin"), false),
                arguments("claimed user", user("alice@example.com", "managers"), claims("ci", "alice", ""), true),
                arguments("claimed other", user("bob@example.com", "managers"), claims("ci", "alice", ""), false),
                arguments(
                        "claimed commit author",
                        user("alice@example.com", "managers"),
                        claims("ci", "bot", "ALICE@example.com"),
                        true),
                arguments(
                        "hidden address",
                        token("alice", "trade/releases"),
                        claims("ci", "bot", "4711-alice@users.noreply.gitlab.com"),
                        true),
                arguments(
                        "address of another company",
                        user("alice@example.com", "managers"),
                        claims("ci", "", "alice@example.org"),
                        false),
                arguments("the CI's user is the author", voting("ci", "alice"), user("alice@example.com"), true),
                arguments("the CI's user made it in the CI", voting("ci", "alice"), claims("ci", "alice", ""), true),
                arguments("the CI's user is another one", voting("ci", "bob"), claims("ci", "alice", ""), false),
                arguments("a shell's user is called so", voting("shell", "alice"), user("alice"), false),
                arguments("the author's shell says so", user("bob", "managers"), claims("shell", "bob", ""), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("authors")
    void nobodyApprovesHisOwnWork(String what, Actor voter, Actor author, boolean barred) {
        Ballot ballot = new Ballot(TWO, List.of(user("somebody"), author), List.of(said(ALL, voter)));

        assertThat(ballot.barrier(voter).isPresent()).isEqualTo(barred);
        assertThat(ballot.tally(ALL).counted()).hasSize(barred ? 0 : 1);
    }

    @Test
    void saysWhichSystemToldWhoTheAuthorIs() {
        Ballot ballot = new Ballot(TWO, List.of(user("alice")), List.of());

        assertThat(ballot.barrier(voting("ci", "alice"))).contains("ci says that alice made or deployed it");
    }

    @Test
    void anAuthorMayApproveWhereTheRuleDoesNotMind() {
        ApprovalRule lax = new ApprovalRule(TWO.by(), 1, false, false);

        assertThat(new Ballot(lax, List.of(user("alice")), List.of()).barrier(user("alice", "managers")))
                .isEmpty();
    }

    @Test
    void whatAShellClaimsBarsNobody() {
        Actor author =
                new Actor(new Actor.Identity("alice", List.of()), Optional.of(new Actor.Claim("shell", "root", "")));
        Actor voter = new Actor(
                new Actor.Identity("bob", List.of("managers")), Optional.of(new Actor.Claim("shell", "root", "")));

        assertThat(new Ballot(TWO, List.of(author), List.of()).barrier(voter)).isEmpty();
    }

    /** Whatever is said by whomever in whatever order: enough means as many different persons who may as are asked for. */
    @Test
    void noSequenceOfApprovalsIsEnoughWithFewerPersonsThanAsked() {
        Random random = new Random(11);
        List<Actor> people = List.of(
                user("alice", "managers"),
                user("Alice", "managers", "developers"),
                user("bob", "managers"),
                user("carol"),
                user("dave", "developers"),
                token("alice", "trade/releases"),
                token("erin", "trade/releases"),
                token("managers", "x"));
        List<Move> moves = List.of(ALL, ONE, HALF, new Move.Promote(new Grant.More(3)), new Move.Supersede());
        int enough = 0;
        for (int round = 0; round < 5_000; round++) {
            ApprovalRule rule = new ApprovalRule(TWO.by(), 1 + random.nextInt(4), random.nextBoolean(), false);
            Actor author = people.get(random.nextInt(people.size()));
            List<Approval> given = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                given.add(said(moves.get(random.nextInt(moves.size())), people.get(random.nextInt(people.size()))));
            }
            Move wanted = moves.get(random.nextInt(moves.size()));
            Ballot ballot = new Ballot(rule, List.of(author), given);
            Tally tally = ballot.tally(wanted);

            assertThat(tally.counted()).allMatch(each -> rule.allows(each.by().person()));
            assertThat(tally.counted()).allMatch(each -> each.move().covers(wanted));
            long persons = tally.counted().stream()
                    .map(each -> each.by().person().source() + " "
                            + each.by().person().user().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.toSet())
                    .size();
            assertThat(persons).isEqualTo(tally.counted().size());
            assertThat(tally.counted().stream()
                            .map(each -> each.by().person().source())
                            .distinct())
                    .hasSizeLessThanOrEqualTo(1);
            if (rule.notByAuthor()) {
                assertThat(tally.counted())
                        .noneMatch(each -> each.by()
                                .person()
                                .user()
                                .equalsIgnoreCase(author.person().user()));
            }
            assertThat(tally.enough()).isEqualTo(persons >= rule.count());
            enough += tally.enough() ? 1 : 0;
        }
        assertThat(enough).isGreaterThan(200);
    }

    private static Ballot ballot(Approval... given) {
        return new Ballot(TWO, List.of(user("somebody")), List.of(given));
    }

    private static Approval said(Move move, Actor by) {
        return new Approval(move, by, NOW);
    }

    private static Actor user(String name, String... groups) {
        return new Actor(new Actor.Identity(name, List.of(groups)), Optional.empty());
    }

    private static Actor token(String name, String... groups) {
        return new Actor(
                new Actor.Identity("system:serviceaccount:ci:deployer", List.of("system:serviceaccounts")),
                Optional.of(new Person("gitlab", name, List.of(groups))),
                Optional.empty());
    }

    private static Actor carrying(String account, String person) {
        return new Actor(
                new Actor.Identity(account, List.of("managers")),
                Optional.of(new Person("gitlab", person, List.of())),
                Optional.empty());
    }

    /** By an account that many share, from a CI system that says who it is. */
    private static Actor voting(String system, String user) {
        return new Actor(
                new Actor.Identity("system:serviceaccount:ci:approver", List.of("managers")),
                Optional.of(new Actor.Claim(system, user, "https://ci.example.com/2")));
    }

    private static Actor claims(String system, String user, String commitAuthor) {
        return new Actor(
                new Actor.Identity("system:serviceaccount:ci:deployer", List.of()),
                Optional.of(new Actor.Claim(system, user, "https://ci.example.com/1", commitAuthor)));
    }
}
