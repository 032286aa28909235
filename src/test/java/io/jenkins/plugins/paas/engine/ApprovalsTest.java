package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates at which persons are asked. */
class ApprovalsTest {
    private static final String TWO = "approvals: {test: {by: [managers], count: 2, notByAuthor: true}}";
    private static final String ONE = "approvals: {test: {by: [managers, user:carol], notByAuthor: true}}";

    @TempDir
    private Path folder;

    private World world;

    /** Anna brought the second release to its gate. */
    private void atTheGate(String rule, String... settings) {
        world = new World(folder).as("anna", "developers");
        world.controlled();
        world.quota("pods", "100", "4");
        world.app("port: 8080", "replicas: 4").deploy();
        world.platform(rule);
        String[] lines = new String[settings.length + 2];
        lines[0] = "port: 8080";
        lines[1] = "replicas: 4";
        System.arraycopy(settings, 0, lines, 2, settings.length);
        world.app(lines).commit(World.COMMIT_B, "two");
        world.deploy();
    }

    @Test
    void whoIsNotNamedIsRefusedAndTheRefusalIsOnRecord() {
        atTheGate(ONE, "strategy: canary");

        PaasException refused = failure(() -> promote("dave", "developers"));

        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(refused.code()).isEqualTo("E_NOT_APPROVED");
        assertThat(refused.getMessage())
                .contains("asked for is one of managers, user:carol")
                .contains("you are dave (groups developers), confirmed by the cluster");
        assertThat(step()).isEqualTo(Step.AT_GATE);
        AuditRecord record = last();
        assertThat(record.action()).isEqualTo(AuditRecord.Action.REFUSED);
        assertThat(record.verdict()).isEqualTo("not approved");
        assertThat(record.actor().confirmed().user()).isEqualTo("dave");
        assertThat(record.details()).containsEntry("move", "all").containsEntry("source", "cluster");
    }

    @Test
    void whoDeployedItIsRefusedAlthoughNamed() {
        atTheGate(ONE, "strategy: canary");

        assertThat(failure(() -> promote("anna", "managers")).getMessage())
                .contains("anna (cluster) made or deployed it");
        assertThat(step()).isEqualTo(Step.AT_GATE);
    }

    @Test
    void whoMadeTheReleaseIsRefusedAlthoughAnotherDeployedItAgain() {
        atTheGate(ONE, "strategy: canary");
        abort();
        world.as("dave", "developers").deploy();
        assertThat(step()).isEqualTo(Step.AT_GATE);

        assertThat(failure(() -> promote("anna", "managers")).code()).isEqualTo("E_NOT_APPROVED");
        assertThat(promote("carol").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void oneApprovalMovesWhereOneIsAsked() {
        atTheGate(ONE, "strategy: canary");

        assertThat(promote("carol").outcome()).isEqualTo(Outcome.DONE);

        assertThat(world.actions())
                .contains("APPROVED enough", "PROMOTED promoted")
                .endsWith("DEPLOY_ENDED succeeded");
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void theFirstOfTwoIsRecordedAndTheSecondMoves() {
        atTheGate(TWO, "strategy: canary");

        Delivery first = promote("alice", "managers");

        assertThat(first.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_GATE);
        assertThat(consent().given()).hasSize(1);
        assertThat(world.actions()).endsWith("APPROVED waiting");
        Event.Approved told = world.events(Event.Approved.class).get(0);
        assertThat(told.counted()).isEqualTo(1);
        assertThat(told.needed()).isEqualTo(2);

        assertThat(promote("bob", "managers").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void theSamePersonTwiceIsOneAndIsTold() {
        atTheGate(TWO, "strategy: canary");
        promote("alice", "managers");

        assertThat(promote("alice", "managers").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(promote("ALICE", "managers").outcome()).isEqualTo(Outcome.WAITING);

        assertThat(consent().given()).hasSize(1);
        assertThat(world.events(Event.Noted.class)).anyMatch(note -> note.text().contains("one person counts once"));
    }

    @Test
    void anApprovalOfOnePodIsNoneOfAll() {
        atTheGate(TWO, "strategy: manual");
        promote(new Grant.More(1), "alice", "managers");

        assertThat(promote("bob", "managers").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_GATE);

        Delivery next = promote(new Grant.More(1), "carl", "managers");
        assertThat(next.gate().orElseThrow().ready()).isEqualTo(2);
    }

    @Test
    void whatWasApprovedAtOneGateDoesNotCountAtTheNext() {
        atTheGate(TWO, "strategy: manual");
        promote("alice", "managers");
        Delivery atTheSecond = promote(new Grant.More(1), "bob", "managers");

        assertThat(atTheSecond.gate().orElseThrow().ready()).isEqualTo(2);
        assertThat(consent().given()).isEmpty();
        assertThat(promote("bob", "managers").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(promote("carl", "managers").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void timeDoesNotReplacePersons() {
        atTheGate(TWO, "strategy: canary", "autoPromote: {after: 1m}", "gate: {timeout: 2m, then: promote}");
        assertThat(world.warnings()).contains("W_PERSONS_ONLY");
        for (int minutes = 0; minutes < 5; minutes++) {
            world.later();
        }

        Delivery end = world.engine().resume().run(new Resume.Request(place(), false, false));

        assertThat(end.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_GATE);
        assertThat(end.gate().orElseThrow().due()).isEmpty();
    }

    @Test
    void aGateThatIsAbortedWhenNobodyComesStillIs() {
        atTheGate(TWO, "strategy: canary", "gate: {timeout: 30s}");
        world.later();

        Delivery end = world.engine().resume().run(new Resume.Request(place(), false, false));

        assertThat(end.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void toAbortNeedsNobodysLeaveAndIsRecordedWithItsAuthor() {
        atTheGate(TWO, "strategy: canary");

        assertThat(world.as("dave")
                        .engine()
                        .abort()
                        .run(new Abort.Request(place(), "it looks wrong"))
                        .outcome())
                .isEqualTo(Outcome.DONE);

        assertThat(records("ABORTED").get(0).actor().confirmed().user()).isEqualTo("dave");
    }

    @Test
    void toGoBackWhileTheOldPodsAreKeptNeedsNobodysLeave() {
        atTheGate(ONE, "strategy: canary", "canary: {hold: 1h}");
        world.as("carol").engine().promote().run(new Promote.Request(place(), new Grant.All(), false, true));

        Delivery back = world.as("dave")
                .engine()
                .rollback()
                .run(new Rollback.Request(place(), Optional.empty(), false, Optional.empty()));

        assertThat(back.runs()).contains(1L);
    }

    @Test
    void nobodyGoesBackToWhatWaitsAtItsGate() {
        atTheGate(ONE, "strategy: canary");

        PaasException refused = failure(() -> world.as("dave")
                .engine()
                .rollback()
                .run(new Rollback.Request(place(), Optional.of(2L), false, Optional.empty())));

        assertThat(refused.code()).isEqualTo("E_NOT_APPROVED");
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(step()).isEqualTo(Step.AT_GATE);
        assertThat(world.actions()).endsWith("REFUSED not approved");
    }

    @Test
    void theDryRunOfARollbackIsRefusedAsTheRealOneAndWritesNothing() {
        atTheGate(ONE, "strategy: canary");
        List<String> before = world.actions();

        PaasException dry = failure(() -> rollback(Optional.of(2L), true));

        assertThat(world.actions()).isEqualTo(before);
        PaasException real = failure(() -> rollback(Optional.of(2L), false));
        assertThat(dry.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(dry.problems()).isEqualTo(real.problems());
        assertThat(dry.code()).isEqualTo("E_NOT_APPROVED");
    }

    @Test
    void theDryRunOfARollbackSaysThatWhatWaitsAtItsGateWouldBeTurnedBack() {
        atTheGate(ONE, "strategy: canary");
        List<String> before = world.actions();

        Delivery dry = rollback(Optional.empty(), true);

        assertThat(dry.outcome()).isEqualTo(Outcome.DONE);
        assertThat(dry.release().orElseThrow().number()).isEqualTo(1);
        assertThat(dry.changed()).isTrue();
        assertThat(world.events(Event.Noted.class))
                .extracting(Event.Noted::text)
                .contains("the rollout of release 2 (at gate) would be turned back");
        assertThat(step()).isEqualTo(Step.AT_GATE);
        assertThat(world.actions()).isEqualTo(before);
        assertThat(rollback(Optional.empty(), false).runs()).contains(1L);
    }

    private Delivery rollback(Optional<Long> to, boolean dryRun) {
        return world.as("dave").engine().rollback().run(new Rollback.Request(place(), to, dryRun, Optional.empty()));
    }

    @Test
    void anotherReleaseTakesTheGateOfSomebodyElseOnlyWithApprovals() {
        atTheGate(TWO, "strategy: canary");
        world.commit("c".repeat(40), "three");
        world.atGate = new Deploy.AtGate(false, true);

        assertThat(failure(() -> world.as("dave", "developers").deploy()).code())
                .isEqualTo("E_NOT_APPROVED");
        PaasException waits = failure(() -> world.as("alice", "managers").deploy());
        assertThat(waits.code()).isEqualTo("E_APPROVALS_MISSING");
        assertThat(waits.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(waits.getMessage()).contains("1 of 2 approvals for another release in its place");
        Delivery other = world.as("bob", "managers").deploy();

        assertThat(other.rollout().orElseThrow().release()).isEqualTo(3);
        assertThat(consent().given()).isEmpty();
    }

    @Test
    void hisOwnGateEverybodyMayTake() {
        atTheGate(TWO, "strategy: canary");
        world.commit("c".repeat(40), "three");
        world.atGate = new Deploy.AtGate(false, true);

        assertThat(world.as("anna", "developers")
                        .deploy()
                        .rollout()
                        .orElseThrow()
                        .release())
                .isEqualTo(3);
    }

    @Test
    void aPlatformFileWithoutTheRuleDoesNotFreeARolloutThatStartedWithIt() {
        atTheGate(TWO, "strategy: canary");
        world.platform();

        assertThat(failure(() -> promote("dave", "developers")).code()).isEqualTo("E_NOT_APPROVED");
        assertThat(promote("alice", "managers").outcome()).isEqualTo(Outcome.WAITING);
    }

    @Test
    void aRolloutThatStartedWithoutTheRuleIsHeldByItAsWell() {
        atTheGate("", "strategy: canary");
        world.platform(TWO);

        assertThat(failure(() -> promote("dave", "developers")).code()).isEqualTo("E_NOT_APPROVED");
        assertThat(promote("alice", "managers").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(promote("bob", "managers").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void anApprovalUnderAForgedRuleDoesNotCountUnderTheTrueOne() {
        atTheGate("", "strategy: canary");
        world.platform("approvals: {test: {by: [developers], count: 2}}");
        promote("dave", "developers");
        world.platform(TWO);

        assertThat(failure(() -> promote("alice", "managers")).code()).isEqualTo("E_NOT_APPROVED");
    }

    @Test
    void glassIsBrokenOnlyWherePlatformAllowsIt() {
        atTheGate(TWO, "strategy: canary");

        PaasException refused = failure(() -> breakGlass("dave"));

        assertThat(refused.code()).isEqualTo("E_BREAK_GLASS");
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(world.actions()).endsWith("REFUSED not approved");
        assertThat(step()).isEqualTo(Step.AT_GATE);
    }

    @Test
    void brokenGlassIsRecordedAndShown() {
        atTheGate("approvals: {test: {by: [managers], count: 2, breakGlass: true}}", "strategy: canary");

        assertThat(breakGlass("dave").outcome()).isEqualTo(Outcome.DONE);

        AuditRecord record = records("GLASS_BROKEN").get(0);
        assertThat(record.details()).containsEntry("why", "the shop is down").containsEntry("person", "dave");
        assertThat(world.warnings()).contains("W_GLASS_BROKEN");
        assertThat(consent().broken().orElseThrow().by().confirmed().user()).isEqualTo("dave");
        assertThat(world.engine().history().run(place()).get(0).glass()).contains("dave: the shop is down");
    }

    @Test
    void whoHandsOverATokenApprovesAsThatPersonAndBothIdentitiesAreKept() {
        atTheGate(
                "approvals: {test: {by: [gitlab:trade/releases]}}\n"
                        + "identity: {gitlab: {issuer: 'https://gitlab.example.com', audience: paas}}",
                "strategy: canary");
        world.claim = Optional.of(new Actor.Claim("gitlab", "mallory", "https://gitlab.example.com/j/1"));

        assertThat(failure(() -> promote("system:serviceaccount:ci:deployer")).getMessage())
                .contains("PAAS_ID_TOKEN");
        world.voucher = () -> Optional.of(new Person("gitlab", "bob", List.of("trade/releases")));
        promote("system:serviceaccount:ci:deployer");

        AuditRecord record = records("APPROVED").get(0);
        assertThat(record.actor().confirmed().user()).isEqualTo("system:serviceaccount:ci:deployer");
        assertThat(record.actor().vouched().orElseThrow().user()).isEqualTo("bob");
        assertThat(record.actor().claim().orElseThrow().user()).isEqualTo("mallory");
    }

    @Test
    void goingBackDoesNotWaitForAnIssuerAndVouchesForNobody() {
        atTheGate(ONE, "strategy: canary");
        world.voucher = () -> {
            throw new PaasException(
                    Outcome.UNEXPECTED, Problem.of("E_ISSUER_UNREACHABLE", "the keys of gitlab cannot be had", ""));
        };

        assertThat(failure(() -> promote("carol")).code()).isEqualTo("E_ISSUER_UNREACHABLE");
        world.as("dave");
        abort();

        assertThat(step()).isEqualTo(Step.ABORTED);
        assertThat(world.warnings()).contains("W_NOT_VOUCHED");
        assertThat(records("ABORTED").get(0).actor().vouched()).isEmpty();
        assertThat(records("ABORTED").get(0).actor().confirmed().user()).isEqualTo("dave");
    }

    @Test
    void whoStaysIsToldWhatOthersApprove() {
        world = new World(folder).as("anna", "developers");
        world.controlled();
        world.quota("pods", "100", "4");
        world.app("port: 8080", "replicas: 4").deploy();
        world.platform(TWO);
        world.app("port: 8080", "replicas: 4", "strategy: canary").commit(World.COMMIT_B, "two");
        world.atGate = new Deploy.AtGate(true, false);
        world.onceWaiting(() -> {
            promote("alice", "managers");
            promote("bob", "managers");
        });

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void whereNobodyIsAskedNothingIsRecordedOfIt() {
        atTheGate("", "strategy: canary");
        promote("dave");

        assertThat(world.actions()).noneMatch(action -> action.startsWith("APPROVED"));
        assertThat(rollout().consent()).isEmpty();
    }

    private Delivery promote(String user, String... groups) {
        return promote(new Grant.All(), user, groups);
    }

    private Delivery promote(Grant grant, String user, String... groups) {
        return world.as(user, groups).engine().promote().run(new Promote.Request(place(), grant, false, false));
    }

    private Delivery breakGlass(String user) {
        return world.as(user)
                .engine()
                .promote()
                .run(new Promote.Request(place(), new Grant.All(), false, false, Optional.of("the shop is down")));
    }

    private void abort() {
        world.engine().abort().run(new Abort.Request(place(), "again"));
    }

    private Place place() {
        return world.place("test-1");
    }

    private Rollout rollout() {
        return world.test().rollouts.load(world.ref()).orElseThrow().rollout();
    }

    private Step step() {
        return rollout().step();
    }

    private Consent consent() {
        return rollout().consent().orElseThrow();
    }

    private AuditRecord last() {
        List<AuditRecord> all = world.engine().audit().list(place());
        return all.get(all.size() - 1);
    }

    private List<AuditRecord> records(String action) {
        return world.engine().audit().list(place()).stream()
                .filter(record -> record.action().name().equals(action))
                .toList();
    }

    private static PaasException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PaasException.class, call);
    }
}
