package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import io.jenkins.plugins.paas.port.Cluster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeClusterTest extends ClusterContract {
    private final FakeCluster cluster =
            new FakeCluster(Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void makeTheNamespace() {
        cluster.ensureNamespace(namespace(), true);
    }

    @Override
    protected Cluster cluster() {
        return cluster;
    }

    @Override
    protected Namespace namespace() {
        return new Namespace("shop");
    }

    @Override
    protected Namespace absent() {
        return new Namespace("nowhere");
    }

    @Override
    protected Namespace ending() {
        Namespace ending = new Namespace("yesterday");
        cluster.someoneElseDeletes(ending);
        return ending;
    }

    @Override
    protected void someoneElseSets(KubeObject object, String path, Object value, String owner) {
        cluster.someoneElseSets(namespace(), object, path, value, owner);
    }

    @Override
    protected void settle() {
        cluster.settle();
    }

    @Test
    void neverHasFewerReadyPodsThanWantedDuringARollingUpdate() {
        AppRef app = app("orders");
        apply(KubeObjects.deployment(app, 1, 3));
        settle();
        List<Long> ready = new ArrayList<>();

        try (Cluster.Watch watch = cluster.watch(app, seen -> ready.add(readyPods(seen)))) {
            apply(KubeObjects.deployment(app, 2, 3));
            settle();
        }

        assertThat(ready).allMatch(count -> count >= 3);
        assertThat(cluster.observe(app).pods())
                .extracting(pod -> pod.release().orElseThrow())
                .containsOnly(2L);
    }

    private static long readyPods(Observation seen) {
        return seen.pods().stream().filter(PodView::ready).count();
    }

    @Test
    void leavesTheOldPodsServingWhileTheNewOnesCrash() {
        AppRef app = app("orders");
        apply(KubeObjects.deployment(app, 1, 3));
        settle();
        cluster.fate(2, new Fate.Crashing(137, "OOMKilled"));

        apply(KubeObjects.deployment(app, 2, 3));
        settle();

        Observation seen = cluster.observe(app);
        assertThat(readyPods(seen)).isEqualTo(3);
        PodView crashed =
                seen.pods().stream().filter(pod -> !pod.ready()).findFirst().orElseThrow();
        assertThat(crashed.restarts()).isEqualTo(3);
        assertThat(crashed.containers().get(0).last().orElseThrow().reason()).isEqualTo("OOMKilled");
        assertThat(seen.events())
                .last()
                .satisfies(event -> assertThat(event.reason()).isEqualTo("BackOff"));

        apply(KubeObjects.deployment(app, 1, 3));
        settle();

        assertThat(cluster.observe(app).workload().orElseThrow().updated()).isEqualTo(3);
        assertThat(cluster.observe(app).pods()).hasSize(3);
    }

    @Test
    void saysWhyPodsWereNotMade() {
        AppRef app = app("orders");
        cluster.fate(1, new Fate.Refused("exceeded quota: team"));

        apply(KubeObjects.deployment(app, 1, 3));
        settle();

        assertThat(cluster.observe(app).pods()).isEmpty();
        assertThat(cluster.observe(app).sets().get(0).conditions().get(0).message())
                .isEqualTo("exceeded quota: team");
    }

    @Test
    void showsAnImageThatIsMissing() {
        AppRef app = app("orders");
        cluster.fate(1, new Fate.ImageMissing("not found"));

        apply(KubeObjects.deployment(app, 1, 1));
        settle();

        State state = cluster.observe(app).pods().get(0).containers().get(0).state();
        assertThat(state).isInstanceOf(State.Waiting.class);
        assertThat(((State.Waiting) state).reason()).isEqualTo("ImagePullBackOff");
    }
}
