package io.jenkins.plugins.paas.adapter.kube;

import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.Growth.NodeView;
import io.jenkins.plugins.paas.adapter.kube.Growth.Surroundings;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final PodView WAITING =
            pod("shop-1", 7).unschedulable("0/1 nodes are available").build();
    private static final NodeView GOOD = new NodeView("node-1", Optional.empty(), "");

    private static Optional<String> sign(Surroundings around, SeenEvent... events) {
        return new Growth(() -> around).sign(List.of(WAITING), List.of(events));
    }

    private static Surroundings around(Optional<String> scaler, NodeView... nodes) {
        return new Surroundings(true, scaler, List.of(nodes), true);
    }

    private static SeenEvent event(String source, String reason, int seconds) {
        EventView view = new EventView(
                "Pod",
                "shop-1",
                Optional.empty(),
                Optional.empty(),
                false,
                reason,
                "words",
                1,
                at(seconds),
                at(seconds));
        return new SeenEvent("uid", source, view);
    }

    private static NodeView closed(Duration since, String why) {
        return new NodeView("node-2", Optional.of(Instant.now().minus(since)), why);
    }

    @Test
    void asksForNothingWhileEveryPodHasItsNode() {
        AtomicInteger asked = new AtomicInteger();
        Growth growth = new Growth(() -> {
            asked.incrementAndGet();
            return Surroundings.UNKNOWN;
        });

        assertThat(growth.sign(List.of(pod("shop-1", 7).build()), List.of())).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void looksAroundWhereTheSchedulersWordCameAsAnEventAlone() {
        Growth growth = new Growth(() -> Surroundings.UNKNOWN);
        SeenEvent word = event("default-scheduler", "FailedScheduling", 1);

        assertThat(growth.sign(List.of(pod("shop-1", 7).unassigned().build()), List.of(word)))
                .isPresent();
    }

    @Test
    void isOpenWhileNobodyHasLookedYet() {
        assertThat(sign(Surroundings.UNKNOWN)).isPresent();
    }

    @Test
    void seesNoneInAClusterWhereNothingIsComing() {
        assertThat(sign(around(Optional.empty(), GOOD))).isEmpty();
    }

    @Test
    void believesTheNewestWordOfAnAutoscaler() {
        SeenEvent yes = event("cluster-autoscaler", "TriggeredScaleUp", 5);
        SeenEvent no = event("cluster-autoscaler", "NotTriggerScaleUp", 9);

        assertThat(sign(around(Optional.empty(), GOOD), yes)).contains("TriggeredScaleUp: words");
        assertThat(sign(around(Optional.of("cluster-autoscaler"), GOOD), yes, no))
                .isEmpty();
    }

    @Test
    void waitsForAnAutoscalerThatHasSaidNothingYet() {
        assertThat(sign(around(Optional.of("cluster-autoscaler"), GOOD)).orElseThrow())
                .startsWith("cluster-autoscaler is at work");
        assertThat(sign(around(Optional.of("karpenter"), GOOD), event("default-scheduler", "FailedScheduling", 1)))
                .isPresent();
        assertThat(sign(around(Optional.of("karpenter"), GOOD), event("karpenter", "FailedScheduling", 1)))
                .isEmpty();
        assertThat(sign(around(Optional.of("karpenter"), GOOD), event("karpenter", "Nominated", 2)))
                .contains("Nominated: words");
    }

    @Test
    void seesNodesThatAreComingButNotThoseThatAreLongGone() {
        assertThat(sign(around(Optional.empty(), GOOD, closed(Duration.ofMinutes(1), "is not ready yet"))))
                .contains("node node-2 is not ready yet");
        assertThat(sign(around(Optional.empty(), GOOD, closed(Duration.ofDays(2), "is not ready yet"))))
                .isEmpty();
        assertThat(sign(around(Optional.empty()))).contains("the cluster has no node yet");
    }

    @Test
    void givesTheSchedulerTimeToTryANodeThatHasJustJoined() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        AtomicReference<Surroundings> around =
                new AtomicReference<>(around(Optional.empty(), GOOD, closed(Duration.ofMinutes(1), "is being set up")));
        List<Duration> again = new ArrayList<>();
        Growth growth = new Growth(around::get, now::get, again::add);
        growth.sign(List.of(WAITING), List.of());

        around.set(around(Optional.empty(), GOOD, new NodeView("node-2", Optional.empty(), "")));

        assertThat(growth.sign(List.of(WAITING), List.of())).contains("node node-2 has just joined");
        assertThat(again).hasSize(1);
        now.updateAndGet(time -> time.plus(again.get(0)));
        assertThat(growth.sign(List.of(WAITING), List.of())).isEmpty();
    }

    @Test
    void seesNoNodesWhereItMayNotLook() {
        assertThat(sign(new Surroundings(true, Optional.empty(), List.of(), false)))
                .isEmpty();
    }

    @Test
    void readsNodes() {
        Map<String, Object> ready = Map.of("type", "Ready", "status", "True");
        Map<String, Object> away =
                Map.of("type", "Ready", "status", "Unknown", "lastTransitionTime", "2026-11-21T10:00:00Z");

        assertThat(node(ready, Map.of()).closedSince()).isEmpty();
        assertThat(node(away, Map.of()).closedSince()).contains(at(0));
        assertThat(node(ready, Map.of("unschedulable", true)).why()).isEqualTo("is cordoned");
        Map<String, Object> taint = Map.of("key", "node.cloudprovider.kubernetes.io/uninitialized");
        assertThat(node(ready, Map.of("taints", List.of(taint))).why()).isEqualTo("is being set up");
    }

    private static NodeView node(Map<String, Object> condition, Map<String, Object> spec) {
        return NodeView.of(Tree.of(Map.of(
                        "metadata",
                        Map.of("name", "node-1"),
                        "spec",
                        spec,
                        "status",
                        Map.of("conditions", List.of(condition)))))
                .orElseThrow();
    }
}
