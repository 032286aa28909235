package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.testing.FakeCluster;
import io.jenkins.plugins.paas.testing.Fate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do at gates, over a cluster in memory whose controllers work. */
class GatesTest {
    @TempDir
    private Path folder;

    private World world;
    private FakeCluster cluster;

    /** The first release runs, the second one is to come in so. */
    private void running(String... settings) {
        world = new World(folder);
        cluster = world.controlled();
        world.quota("pods", "100", "4");
        world.app("port: 8080", "replicas: 4").deploy();
        String[] lines = new String[settings.length + 2];
        lines[0] = "port: 8080";
        lines[1] = "replicas: 4";
        System.arraycopy(settings, 0, lines, 2, settings.length);
        world.app(lines).commit(World.COMMIT_B, "two");
    }

    @Test
    void aDeployEndsAtTheGateAndGivesTheLockBack() {
        running("strategy: canary");

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(delivery.gate().orElseThrow().ready()).isEqualTo(4);
        assertThat(delivery.gate().orElseThrow().traffic()).isEqualTo(Map.of(1L, 100));
        assertThat(delivery.gate().orElseThrow().changes()).anyMatch(line -> line.startsWith("image 1-1-"));
        world.test().lock.take(world.ref(), "anybody").close();
        assertThat(names()).contains("Service/shop-preview");
    }

    @Test
    void aCanaryThatIsPromotedEndsNative() {
        running("strategy: canary");
        world.deploy();

        Delivery end = promote(new Grant.All());

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.runs()).contains(2L);
        isNative();
        assertThat(world.actions()).contains("PROMOTED promoted").endsWith("DEPLOY_ENDED succeeded");
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void aCanaryHasNoPartsAndTheRefusalIsOnRecord() {
        running("strategy: canary");
        world.deploy();

        PaasException refused = failure(() -> promote(new Grant.More(1)));

        assertThat(refused.code()).isEqualTo("E_NO_PARTS");
        assertThat(world.actions()).endsWith("REFUSED not promoted");
    }

    @Test
    void podsComeAsTheyAreConfirmed() {
        running("strategy: manual");
        assertThat(world.deploy().gate().orElseThrow().ready()).isEqualTo(1);

        assertThat(promote(new Grant.More(1)).gate().orElseThrow().ready()).isEqualTo(2);
        assertThat(promote(new Grant.Share(75)).gate().orElseThrow().ready()).isEqualTo(3);
        assertThat(promote(new Grant.All()).outcome()).isEqualTo(Outcome.DONE);

        isNative();
    }

    @Test
    void whatIsAbortedRunsTheReleaseBeforeAndSaysWhy() {
        running("strategy: canary");
        world.deploy();

        Delivery end = abort();

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.rollout().orElseThrow().step()).isEqualTo(Step.ABORTED);
        assertThat(end.runs()).contains(1L);
        isNative();
        assertThat(world.actions()).contains("ABORTED aborted").endsWith("DEPLOY_ENDED aborted");
    }

    @Test
    void aRollbackWhileTheOldPodsAreKeptTurnsBack() {
        running("strategy: canary", "canary: {hold: 1h}");
        world.deploy();
        Delivery held = world.engine().promote().run(new Promote.Request(place(), new Grant.All(), false, true));
        assertThat(held.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(held.gate().orElseThrow().traffic()).isEqualTo(Map.of(2L, 100));

        Delivery back =
                world.engine().rollback().run(new Rollback.Request(place(), Optional.empty(), false, Optional.empty()));

        assertThat(back.outcome()).isEqualTo(Outcome.DONE);
        assertThat(back.runs()).contains(1L);
        isNative();
    }

    @Test
    void aSecondDeployIsRefusedUnlessItSupersedes() {
        running("strategy: canary");
        world.deploy();
        world.commit("c".repeat(40), "three");

        PaasException refused = failure(world::deploy);
        assertThat(refused.code()).isEqualTo("E_AT_GATE");
        assertThat(refused.getMessage())
                .contains("release 2 of")
                .containsPattern("since [^ ]*T\\d\\d:\\d\\d:\\d\\dZ,")
                .contains("paas promote --cluster test-1", "paas abort --cluster test-1 --why")
                .contains("paas resume --cluster test-1 --wait", "paas deploy --cluster test-1 --supersede");
        world.atGate = new Deploy.AtGate(false, true);
        Delivery other = world.deploy();

        assertThat(other.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(other.rollout().orElseThrow().release()).isEqualTo(3);
        assertThat(world.actions()).contains("ABORTED aborted");
        promote(new Grant.All());
        isNative();
    }

    @Test
    void aGateThatNobodyComesToEndsWhenSomebodyLooks() {
        running("strategy: manual", "gate: {timeout: 30s}");
        world.deploy();
        world.later();

        Delivery end = world.engine().resume().run(new Resume.Request(place(), false, false));

        assertThat(end.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(end.runs()).contains(1L);
        isNative();
        assertThat(world.actions()).contains("ABORTED timed out");
    }

    @Test
    void whoStaysPromotesWhenAllWentWellForLongEnough() {
        running("strategy: canary", "autoPromote: {after: 5m}");
        world.atGate = new Deploy.AtGate(true, false);

        Delivery end = world.deploy();

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        isNative();
        assertThat(world.actions()).contains("PROMOTED by itself");
    }

    @Test
    void newPodsThatFailAtTheGateTurnItBackAfterAWhile() {
        running("strategy: canary");
        world.atGate = new Deploy.AtGate(true, false);
        cluster.fate(2, new Fate.Crashing(1, "Error"));

        Delivery end = world.deploy();

        assertThat(end.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(end.diagnosis()).isPresent();
        isNative();
    }

    @Test
    void whoStaysFollowsAPromotionMadeElsewhere() {
        running("strategy: canary");
        world.atGate = new Deploy.AtGate(true, false);
        world.onceWaiting(() -> promote(new Grant.All()));

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
        isNative();
    }

    @Test
    void whoWorksOnARolloutThatIsAbortedTurnsBackHimself() {
        running("strategy: canary", "canary: {hold: 1h}");
        world.deploy();
        world.onceAt(Step.HOLDING, () -> world.saysAbort());

        Delivery end = promote(new Grant.All());

        assertThat(end.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(end.rollout().orElseThrow().step()).isEqualTo(Step.ABORTED);
        isNative();
    }

    @Test
    void aSecondSetThatDoesNotFitIsRefusedBeforeAnythingChanges() {
        running("strategy: canary");
        world.quota("pods", "6", "4");
        List<String> before = cluster.calls();

        PaasException refused = failure(world::deploy);

        assertThat(refused.code()).isEqualTo("E_NO_ROOM");
        assertThat(refused.problems().get(0).what()).contains("leaves pods 2 of 6, and 4 more pods need 4");
        assertThat(cluster.calls()).isEqualTo(before);
    }

    @Test
    void aFreezeThatNoRolloutExplainsIsNamedAndEnded() {
        running("strategy: canary");
        world.deploy();
        world.test().rollouts.forget(world.ref());

        assertThat(world.engine().status().run(place()).notes())
                .anyMatch(note -> note.contains("frozen"))
                .anyMatch(note -> note.contains("some of the pods"))
                .anyMatch(note -> note.contains("shop-preview"));
        world.engine().resume().run(new Resume.Request(place(), false, false));

        isNative();
        assertThat(world.actions()).endsWith("MENDED native again");
    }

    @Test
    void aGateIsToldWithItsPodsAndLogs() {
        running("strategy: manual");

        world.deploy();

        List<Event.AtGate> told = world.events(Event.AtGate.class);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).gate().pods()).hasSize(1);
    }

    private Delivery promote(Grant grant) {
        return world.engine().promote().run(new Promote.Request(place(), grant, false, false));
    }

    private Delivery abort() {
        return world.engine().abort().run(new Abort.Request(place(), "it looks wrong"));
    }

    private Place place() {
        return world.place("test-1");
    }

    private List<String> names() {
        return cluster.objects(world.ref().namespace()).stream()
                .map(KubeObject::toString)
                .toList();
    }

    private void isNative() {
        Observation seen = cluster.observe(world.ref());
        assertThat(HeldBack.unexplained(world.ref().app(), seen, Optional.empty()))
                .isEmpty();
        assertThat(seen.workload().orElseThrow().paused()).isFalse();
    }

    private static PaasException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PaasException.class, call);
    }
}
