package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.Preflight.Nodes;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New pods that find no place on the nodes are not tried. */
class RoomCheckTest {
    private static final String SETTINGS = "resources: {cpu: 500m, memory: 512Mi}";

    @TempDir
    private Path folder;

    private World world;
    private FakeCluster cluster;

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("app"));
        cluster = world.controlled();
        world.quota("pods", "100", "0");
    }

    @Test
    void aCanaryWhoseSecondSetDoesNotFitIsRefusedBeforeAnythingChanges() {
        running("strategy: canary");
        world.nodes(() -> World.nodes(World.node("small", "1", "8Gi", "10"), World.node("tiny", "100m", "8Gi", "10")));
        List<String> calls = cluster.calls();

        PaasException refused = catchThrowableOfType(PaasException.class, world::deploy);

        assertThat(refused.code()).isEqualTo("E_NO_ROOM");
        assertThat(refused.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(refused.problems().get(0).what())
                .contains("2 of 4 new pods fit")
                .contains("missing is room for cpu 1, memory 1024Mi, 2 pods")
                .contains("node tiny comes nearest and lacks cpu 0.4");
        assertThat(cluster.calls()).isEqualTo(calls);
        assertThat(world.test()
                        .rollouts
                        .load(world.ref())
                        .orElseThrow()
                        .rollout()
                        .release())
                .isEqualTo(1);
    }

    @Test
    void aManualRolloutNeedsRoomForItsFirstPodOnly() {
        running("strategy: manual");
        world.nodes(() -> World.nodes(World.node("small", "500m", "8Gi", "10")));

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.WAITING);
    }

    @Test
    void aManualRolloutWhoseFirstPodDoesNotFitIsRefused() {
        running("strategy: manual");
        world.nodes(() -> World.nodes(World.node("small", "400m", "8Gi", "10")));

        assertThat(catchThrowableOfType(PaasException.class, world::deploy).code())
                .isEqualTo("E_NO_ROOM");
    }

    @Test
    void aRollingUpdateIsLeftToKubernetes() {
        running("strategy: rolling");
        world.nodes(() -> World.nodes());

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void whereAnAutoscalerBringsNodesItWarns() {
        running("strategy: canary");
        world.nodes(() -> new Nodes(List.of(), List.of(), Optional.of("karpenter")));

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(world.warnings()).contains("W_NO_ROOM_YET");
    }

    @Test
    void whoMayNotSeeNodesIsToldThatTheyWereNotLookedAt() {
        running("strategy: canary");
        world.nodes(() -> {
            throw new PaasException(
                    Outcome.NOT_ALLOWED, Problem.of("E_FORBIDDEN", "user ci may not list nodes", "ask for it"));
        });

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(world.events(Event.Noted.class))
                .extracting(Event.Noted::text)
                .anyMatch(text -> text.contains("was not looked at: user ci may not list nodes"));
    }

    private void running(String strategy) {
        world.app("port: 8080", "replicas: 4", SETTINGS, strategy);
        world.deploy();
        world.commit(World.COMMIT_B, "two");
    }
}
