package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Release.Verdict;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where persons are asked, a Rollout that comes to no gate of its strategy waits for them before it begins. */
class StartGateTest {
    private static final String TWO = "approvals: {test: {by: [managers], count: 2, notByAuthor: true}}";
    private static final String ONE = "approvals: {test: {by: [managers], breakGlass: true}}";
    private static final String COMMIT_C = "c".repeat(40);

    @TempDir
    private Path folder;

    private World world;
    private FakeCluster cluster;

    private void fresh(String rule, String... settings) {
        world = new World(folder).as("anna", "developers");
        cluster = world.controlled();
        world.quota("pods", "100", "4");
        String[] lines = new String[settings.length + 2];
        lines[0] = "port: 8080";
        lines[1] = "replicas: 4";
        System.arraycopy(settings, 0, lines, 2, settings.length);
        world.app(lines).platform(rule);
    }

    /** A release runs that was brought in while nobody was asked. */
    private void running(String rule, String... settings) {
        fresh("", settings);
        world.deploy();
        world.platform(rule).commit(World.COMMIT_B, "two");
    }

    @Test
    void aRollingDeployWaitsWithNothingChangedInTheCluster() {
        running(TWO);
        Observation before = seen();

        Delivery waits = world.deploy();

        assertThat(waits.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_START);
        assertThat(seen()).isEqualTo(before);
        assertThat(world.test().rollouts.history()).extracting(Rollout::step).endsWith(Step.PLANNED, Step.AT_START);
        Gate gate = waits.gate().orElseThrow();
        assertThat(gate.pods()).isEmpty();
        assertThat(gate.oldPods()).isEqualTo(4);
        assertThat(gate.changes()).anyMatch(change -> change.startsWith("image "));
        assertThat(world.test().lock.take(world.ref(), "anybody")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rolling", "manual", "canary"})
    void aFirstDeployWaitsWhateverItsStrategy(String strategy) {
        fresh(TWO, "strategy: " + strategy);

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_START);
        assertThat(seen().workload()).isEmpty();

        promote("alice", "managers");
        assertThat(seen().workload()).isEmpty();
        assertThat(promote("bob", "managers").outcome()).isEqualTo(Outcome.DONE);
        assertThat(seen().workload()).isPresent();
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void aStatefulSetWaitsAsWell() {
        running(TWO, "workload: statefulset");

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_START);
        promote("alice", "managers");
        assertThat(promote("bob", "managers").runs()).contains(2L);
    }

    @Test
    void theLastApprovalBeginsItByOneSave() {
        running(TWO);
        world.deploy();
        promote("alice", "managers");

        Delivery end = promote("bob", "managers");

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.runs()).contains(2L);
        List<Rollout> saved = world.test().rollouts.history();
        int last = lastAtStart(saved);
        assertThat(given(saved.get(last))).isEqualTo(1);
        assertThat(saved.get(last + 1).step()).isEqualTo(Step.APPLYING);
        assertThat(given(saved.get(last + 1))).isEqualTo(2);
        assertThat(world.actions())
                .contains("APPROVED waiting", "APPROVED enough", "PROMOTED promoted")
                .endsWith("DEPLOY_ENDED succeeded");
    }

    @Test
    void whoIsNotAskedOrMadeItIsRefused() {
        running(TWO);
        world.deploy();

        assertThat(failure(() -> promote("dave", "developers")).code()).isEqualTo("E_NOT_APPROVED");
        assertThat(failure(() -> promote("anna", "managers")).code()).isEqualTo("E_NOT_APPROVED");
        assertThat(step()).isEqualTo(Step.AT_START);
        assertThat(world.actions()).endsWith("REFUSED not approved");
    }

    @Test
    void itHasNoPartsBeforeItBegins() {
        running(TWO, "strategy: rolling");
        world.deploy();

        PaasException refused = failure(() -> promote(new Grant.More(1), "alice", "managers"));

        assertThat(refused.code()).isEqualTo("E_NO_PARTS");
        assertThat(refused.getMessage()).contains("waits before it begins").contains("--all");
        assertThat(world.actions()).endsWith("REFUSED not promoted");
    }

    @Test
    void glassIsBrokenAndShownAfterwards() {
        running(ONE);
        world.deploy();

        Delivery end = world.as("dave")
                .engine()
                .promote()
                .run(new Promote.Request(place(), new Grant.All(), false, false, Optional.of("the shop is down")));

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(rollout().consent().orElseThrow().broken()).isPresent();
        assertThat(world.engine().history().run(place()).get(0).glass()).contains("dave: the shop is down");
    }

    @Test
    void anAbortLeavesWhatRunsAndCallsTheNewOneWithdrawn() {
        running(TWO);
        world.deploy();
        Observation before = seen();

        Delivery end = abort();

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(step()).isEqualTo(Step.WITHDRAWN);
        assertThat(seen()).isEqualTo(before);
        assertThat(verdict(2)).isEqualTo(Verdict.WITHDRAWN);
        assertThat(verdict(1)).isEqualTo(Verdict.GOOD);
        assertThat(world.actions()).contains("ABORTED aborted").endsWith("DEPLOY_ENDED withdrawn");
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void aFirstDeployCanBeAbortedAndTriedAgain() {
        fresh(TWO);
        world.deploy();

        assertThat(abort().outcome()).isEqualTo(Outcome.DONE);
        assertThat(seen().workload()).isEmpty();

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.WAITING);
        promote("alice", "managers");
        assertThat(promote("bob", "managers").runs()).contains(1L);
    }

    @Test
    void aRollbackTakesBackWhatWaitsAndAsksNobody() {
        running(TWO);
        world.deploy();

        Delivery back = rollback("dave");

        assertThat(back.outcome()).isEqualTo(Outcome.DONE);
        assertThat(step()).isEqualTo(Step.WITHDRAWN);
        assertThat(Running.number(seen())).contains(1L);
    }

    @Test
    void theDryRunOfARollbackSaysThatWhatWaitsWouldBeTakenBackAndNoMore() {
        running(TWO);
        world.deploy();
        List<String> before = world.actions();

        Delivery dry = dryRollback(Optional.empty());

        assertThat(dry.release().orElseThrow().number()).isEqualTo(1);
        assertThat(dry.plan()).extracting(Delivery.Planned::change).containsOnly(Delivery.Change.SAME);
        assertThat(noted()).contains("the rollout of release 2 (at start) would be turned back");
        assertThat(failure(() -> dryRollback(Optional.of(2L))).code()).isEqualTo("E_NOT_APPROVED");
        assertThat(step()).isEqualTo(Step.AT_START);
        assertThat(world.actions()).isEqualTo(before);
    }

    @Test
    void theDryRunOfARollbackOfAFirstDeployThatWaitsSaysSo() {
        fresh(TWO);
        world.deploy();

        Delivery dry = dryRollback(Optional.empty());

        assertThat(dry.release()).isEmpty();
        assertThat(dry.plan()).isEmpty();
        assertThat(noted()).contains("the rollout of release 1 (at start) would be turned back");
        assertThat(step()).isEqualTo(Step.AT_START);
        assertThat(rollback("dave").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void theDryRunOfARollbackOfWhatWasLetThroughSpeaksOfNoApprovals() {
        running(TWO);
        world.deploy();
        promote("alice", "managers");
        promote("bob", "managers");
        world.events.clear();

        assertThat(dryRollback(Optional.empty()).release().orElseThrow().number())
                .isEqualTo(1);
        assertThat(noted()).isEmpty();
    }

    private Delivery dryRollback(Optional<Long> to) {
        return world.as("dave").engine().rollback().run(new Rollback.Request(place(), to, true, Optional.empty()));
    }

    private List<String> noted() {
        return world.events(Event.Noted.class).stream().map(Event.Noted::text).toList();
    }

    @Test
    void aRollbackOfWhatWasLetThroughAsksNobody() {
        running(TWO);
        world.deploy();
        promote("alice", "managers");
        promote("bob", "managers");

        assertThat(rollback("dave").runs()).contains(1L);
        assertThat(rollout().consent()).isEmpty();
    }

    @Test
    void nobodyGoesBackToWhatNobodyLetThrough() {
        running(TWO);
        world.deploy();

        assertThat(failure(() -> world.as("dave")
                                .engine()
                                .rollback()
                                .run(new Rollback.Request(place(), Optional.of(2L), false, Optional.empty())))
                        .code())
                .isEqualTo("E_NOT_APPROVED");
        assertThat(step()).isEqualTo(Step.AT_START);
    }

    @Test
    void aFailureAfterItsStartGoesBackAndAsksNobody() {
        world = new World(folder).as("anna", "developers");
        world.deploy();
        world.platform(ONE).commit(World.COMMIT_B, "two");
        world.test().cluster.crashes(2);
        world.deploy();

        Delivery end = promote("alice", "managers");

        assertThat(end.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(end.runs()).contains(1L);
        assertThat(step()).isEqualTo(Step.ROLLED_BACK);
    }

    @Test
    void whatRunsAndWasLetThroughIsBroughtInAgainWithoutAsking() {
        running(TWO);
        world.deploy();
        promote("alice", "managers");
        promote("bob", "managers");

        Delivery again = world.as("anna", "developers").deploy();

        assertThat(again.outcome()).isEqualTo(Outcome.DONE);
        assertThat(again.changed()).isFalse();
        assertThat(rollout().consent()).isEmpty();
    }

    @Test
    void whatWasTakenBackIsAskedForAgain() {
        running(TWO);
        world.deploy();
        promote("alice", "managers");
        promote("bob", "managers");
        rollback("dave");

        assertThat(world.as("anna", "developers").deploy().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_START);
        assertThat(given(rollout())).isZero();
    }

    @Test
    void aSecondDeployIsRefusedUnlessItSupersedesWithApprovals() {
        running(TWO);
        world.deploy();
        world.commit(COMMIT_C, "three");

        assertThat(failure(world::deploy).code()).isEqualTo("E_AT_GATE");
        world.atGate = new Deploy.AtGate(false, true);
        assertThat(failure(() -> world.as("dave", "developers").deploy()).code())
                .isEqualTo("E_NOT_APPROVED");
        assertThat(failure(() -> world.as("alice", "managers").deploy()).code()).isEqualTo("E_APPROVALS_MISSING");
        Delivery other = world.as("bob", "managers").deploy();

        assertThat(other.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(rollout().release()).isEqualTo(3);
        assertThat(given(rollout())).isZero();
        assertThat(world.actions()).contains("DEPLOY_ENDED withdrawn");
    }

    @Test
    void nobodyCameInTime() {
        running(TWO, "gate: {timeout: 30s}");
        world.deploy();
        Observation before = seen();
        world.later();

        Delivery end = resume();

        assertThat(end.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(step()).isEqualTo(Step.WITHDRAWN);
        assertThat(seen()).isEqualTo(before);
        assertThat(world.actions()).contains("ABORTED timed out").endsWith("DEPLOY_ENDED withdrawn");
    }

    @Test
    void timeDoesNotBeginIt() {
        running(TWO, "autoPromote: {after: 10s}", "gate: {timeout: 30s, then: promote}");
        world.deploy();
        assertThat(world.warnings()).contains("W_PERSONS_ONLY");
        world.later();

        assertThat(resume().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(step()).isEqualTo(Step.AT_START);
    }

    @Test
    void whoStaysNoticesThePromotion() {
        running(TWO);
        world.atGate = new Deploy.AtGate(true, false);
        world.onceAt(Step.AT_START, () -> {
            promote("alice", "managers");
            promote("bob", "managers");
        });

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
        assertThat(step()).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void whoStaysNoticesThatNobodyCame() {
        running(TWO, "gate: {timeout: 30s}");
        world.atGate = new Deploy.AtGate(true, false);

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(step()).isEqualTo(Step.WITHDRAWN);
    }

    @Test
    void whatSomebodyFroseMeanwhileIsNotExplainedByIt() {
        running(TWO);
        world.deploy();
        cluster.reshape(world.ref(), Optional.of(Pace.frozen("1")), false);

        assertThat(world.engine().status().run(place()).notes()).anyMatch(note -> note.contains("is frozen"));
        promote("alice", "managers");
        assertThat(promote("bob", "managers").outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.engine().status().run(place()).notes()).isEmpty();
    }

    @Test
    void aDiffSaysWhoWillBeAskedAndOfWhatRunsThatNobodyWillBe() {
        running(TWO);
        String asked = "environment test asks for 2 approvals of it (by managers)";
        assertThat(world.engine().difference().run(world.request("test-1")).notes())
                .contains(asked);

        world.deploy();
        assertThat(world.engine().difference().run(world.request("test-1")).notes())
                .contains(asked)
                .anyMatch(note -> note.contains("(at start); what lives is from before it"));
        promote("alice", "managers");
        promote("bob", "managers");

        assertThat(world.engine().difference().run(world.request("test-1")).notes())
                .doesNotContain(asked);
    }

    @Test
    void aPlanComesToTheGateAsItWasPlanned() {
        running(TWO);
        MakePlan.Made made = world.engine().makePlan().run(world.request("test-1"));
        assertThat(made.difference().notes()).anyMatch(note -> note.contains("asks for 2 approvals"));

        Delivery waits = world.engine()
                .applyPlan()
                .run(new ApplyPlan.Request(world.target("test-1"), PlanJson.read("the plan", made.text()), false));

        assertThat(waits.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(rollout().plan()).contains(made.hash());
        promote("alice", "managers");
        assertThat(promote("bob", "managers").runs()).contains(2L);
    }

    @Test
    void whereNobodyIsAskedNothingWaits() {
        running("");

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.test().rollouts.history()).extracting(Rollout::step).doesNotContain(Step.AT_START);
    }

    private static int lastAtStart(List<Rollout> saved) {
        int last = -1;
        for (int i = 0; i < saved.size(); i++) {
            last = saved.get(i).step() == Step.AT_START ? i : last;
        }
        return last;
    }

    private static int given(Rollout rollout) {
        return rollout.consent().orElseThrow().given().size();
    }

    private Observation seen() {
        return cluster.observe(world.ref());
    }

    private Delivery promote(String user, String... groups) {
        return promote(new Grant.All(), user, groups);
    }

    private Delivery promote(Grant grant, String user, String... groups) {
        return world.as(user, groups).engine().promote().run(new Promote.Request(place(), grant, false, false));
    }

    private Delivery abort() {
        return world.engine().abort().run(new Abort.Request(place(), "not today"));
    }

    private Delivery rollback(String user) {
        return world.as(user)
                .engine()
                .rollback()
                .run(new Rollback.Request(place(), Optional.empty(), false, Optional.empty()));
    }

    private Delivery resume() {
        return world.engine().resume().run(new Resume.Request(place(), false, false));
    }

    private Verdict verdict(long release) {
        return world.test().releases.list(world.ref()).stream()
                .filter(entry -> entry.number() == release)
                .findFirst()
                .orElseThrow()
                .verdict();
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

    private static PaasException failure(ThrowingCallable call) {
        return catchThrowableOfType(PaasException.class, call);
    }
}
