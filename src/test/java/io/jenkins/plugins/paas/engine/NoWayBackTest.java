package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release.Verdict;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.testing.FakeCluster;
import io.jenkins.plugins.paas.testing.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate is there only where it can be left both ways, and shows what goes through it. */
class NoWayBackTest {
    @TempDir
    private Path folder;

    private World world;
    private FakeCluster cluster;

    @BeforeEach
    void anAppInACluster() {
        world = new World(folder);
        cluster = world.controlled();
        world.quota("pods", "100", "4");
        strategy("rolling");
    }

    private void strategy(String name, String... more) {
        String[] lines = new String[more.length + 3];
        lines[0] = "port: 8080";
        lines[1] = "replicas: 3";
        lines[2] = "strategy: " + name;
        System.arraycopy(more, 0, lines, 3, more.length);
        world.app(lines);
    }

    @Test
    void afterAFirstReleaseThatNeverServedTheNextComesInWithoutAGate() {
        cluster.fate(1, new Fate.Crashing(1, "Error"));
        assertThat(world.deploy().outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);

        strategy("canary");
        Delivery second = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(second.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aReleaseThatServesThoughItWasNeverGoodCanBeGoneBackToFromAGate() {
        world.deploy();
        world.test().releases.judge(world.ref(), 1, Verdict.FAILED);
        strategy("canary");
        assertThat(world.commit(World.COMMIT_B, "two").deploy().outcome()).isEqualTo(Outcome.WAITING);

        Delivery end = world.engine().abort().run(new Abort.Request(world.place("test-1"), "not this one"));

        assertThat(step()).isEqualTo(Step.ABORTED);
        assertThat(end.runs()).contains(1L);
    }

    @Test
    void anotherKindOfWorkloadIsNoneThatAGateCouldHoldBesideTheOld() {
        world.deploy();
        strategy("manual", "workload: statefulset");

        PaasException refused = failure();

        assertThat(refused.code()).isEqualTo("E_WORKLOAD_KIND");
        assertThat(refused.getMessage()).contains("a Deployment runs").contains("strategy: rolling");
        assertThat(step()).isEqualTo(Step.SUCCEEDED);
    }

    @Test
    void fewerPodsAreNothingForAGateWhichCouldNotKeepThoseOfBefore() {
        world.deploy();
        world.app("port: 8080", "replicas: 2", "strategy: canary");

        PaasException refused = failure();

        assertThat(refused.code()).isEqualTo("E_FEWER_PODS");
        assertThat(refused.getMessage()).contains("wants 2 pods and 3 are there");
        assertThat(cluster.observe(world.ref()).pods()).hasSize(3);
    }

    @Test
    void anotherAppMayHaveTheNameOfThePreview() {
        world.deploy();
        KubeObject theirs = new KubeObject(
                "v1",
                "Service",
                "shop-preview",
                Map.of(
                        "metadata",
                        Map.of(
                                "name",
                                "shop-preview",
                                "labels",
                                Map.of(Labels.NAME, "shop-preview", Labels.MANAGED_BY, Labels.MANAGER)),
                        "spec",
                        Map.of("selector", Map.of(Labels.NAME, "shop-preview"))));
        cluster.apply(world.ref().namespace(), List.of(theirs), applied -> {});
        strategy("canary");

        assertThat(failure().code()).isEqualTo("E_NAME_TAKEN");
    }

    @Test
    void whoMayNotDoAllThatACanaryNeedsIsToldBeforeItBegins() {
        world.deploy();
        world.forbids("services");
        world.forbids("replicasets");
        strategy("canary");

        PaasException refused = failure();

        assertThat(refused.code()).isEqualTo("E_FORBIDDEN");
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(refused.getMessage())
                .contains("may not list services")
                .contains("may not patch replicasets")
                .contains("canary");
    }

    @Test
    void whoMayNotMakeThePreviewIsToldBeforeTheNewSetStands() {
        world.deploy();
        world.forbids("services");
        strategy("canary");

        assertThat(failure().getMessage()).contains("may not create services", "may not delete services");
    }

    @Test
    void whatIsTooFarToBeTurnedBackComesToItsEndBeforeItIsSuperseded() {
        cluster.fate(1, new Fate.Stuck());
        world.clock.leaveAfter(Duration.ofSeconds(30));
        assertThatThrownBy(world::deploy).hasMessageContaining("stays open");
        assertThat(Thread.interrupted()).isTrue();
        world.clock.stay();
        world.atGate = new Deploy.AtGate(false, true);

        Delivery second = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(second.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.actions()).containsSubsequence("DEPLOY_ENDED failed", "DEPLOY_ENDED succeeded");
    }

    @Test
    void theEndIsRecordedThoughALostRecordLetTheNumbersOfRolloutsBeginAnew() {
        world.deploy();
        world.test().rollouts.forget(world.ref());
        strategy("canary");
        world.commit(World.COMMIT_B, "two").deploy();

        world.engine().promote().run(new Promote.Request(world.place("test-1"), new Grant.All(), false, false));

        assertThat(world.actions())
                .filteredOn(action -> action.startsWith("DEPLOY_"))
                .isEqualTo(List.of(
                        "DEPLOY_STARTED started",
                        "DEPLOY_ENDED succeeded",
                        "DEPLOY_STARTED started",
                        "DEPLOY_ENDED succeeded"));
    }

    private PaasException failure() {
        return catchThrowableOfType(
                PaasException.class, () -> world.commit(World.COMMIT_B, "two").deploy());
    }

    private Step step() {
        return world.test().rollouts.load(world.ref()).orElseThrow().rollout().step();
    }
}
