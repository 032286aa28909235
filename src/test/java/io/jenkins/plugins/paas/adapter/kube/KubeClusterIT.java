package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Preflight.Permission;
import io.jenkins.plugins.paas.testing.ClusterContract;
import io.jenkins.plugins.paas.testing.KubeObjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeClusterIT extends ClusterContract {
    @RegisterExtension
    static final LiveNamespace LIVE = new LiveNamespace();

    private static final Namespace ENDING = new Namespace(LIVE.namespace() + "-ending");

    private final KubeApi api = LIVE.api();
    private final KubeCluster cluster = new KubeCluster(api);

    @Override
    protected Cluster cluster() {
        return cluster;
    }

    @Override
    protected Namespace namespace() {
        return LIVE.namespace();
    }

    @Override
    protected Namespace absent() {
        return new Namespace("there-is-no-such-namespace");
    }

    /** Held up by a finalizer of ours. */
    @Override
    protected Namespace ending() {
        Map<String, Object> metadata = Map.of("name", ENDING.value(), "finalizers", List.of("paas-deploy/test"));
        api.create(KubePath.NAMESPACES, Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", metadata));
        api.delete(KubePath.NAMESPACES.named(ENDING.value()));
        return ENDING;
    }

    @AfterEach
    void letTheEndingOneGo() {
        api.merge(KubePath.NAMESPACES.named(ENDING.value()), Map.of("metadata", Map.of("finalizers", List.of())));
    }

    @Override
    protected void settle() {}

    @Override
    protected void someoneElseSets(KubeObject object, String path, Object value, String owner) {
        LIVE.someoneElseSets(object, path, value, owner);
    }

    /** As an autoscaler does it: through the scale subresource, in the name of the controller manager. */
    private void autoscalerSets(AppRef app, int replicas) {
        KubePath scale = KubePath.DEPLOYMENTS
                .in(namespace())
                .named(app.app().value())
                .sub("scale")
                .with("fieldManager", Replicas.CONTROLLER);
        assertThat(api.merge(scale, Map.of("spec", Map.of("replicas", replicas))))
                .isPresent();
    }

    private int desired(AppRef app) {
        return cluster.observe(app).workload().orElseThrow().desired();
    }

    @Test
    void startsAnAutoscaledAppWithTheLeastNumberOfPods() {
        AppRef app = app("scaled-first");

        apply(KubeObjects.deployment(app, 1), KubeObjects.autoscaler(app, 2, 4));
        assertThat(desired(app)).isEqualTo(2);

        autoscalerSets(app, 3);
        apply(KubeObjects.deployment(app, 2), KubeObjects.autoscaler(app, 2, 4));
        assertThat(desired(app)).isEqualTo(3);
    }

    @Test
    void goesFromAFixedNumberToAnAutoscalerAndBack() {
        AppRef app = app("scaled-later");
        apply(KubeObjects.deployment(app, 1, 2));
        apply(KubeObjects.deployment(app, 2), KubeObjects.autoscaler(app, 1, 4));
        assertThat(desired(app)).isEqualTo(2);
        autoscalerSets(app, 3);

        cluster.check(namespace(), List.of(KubeObjects.deployment(app, 3, 1)));
        apply(KubeObjects.deployment(app, 3, 1));
        assertThat(desired(app)).isEqualTo(1);
        cluster.delete(namespace(), List.of(KubeObjects.autoscaler(app, 1, 4)));

        apply(KubeObjects.deployment(app, 4), KubeObjects.autoscaler(app, 1, 4));
        assertThat(desired(app)).isEqualTo(1);
    }

    @Test
    void goesBackToAFixedNumberBeforeTheAutoscalerHasDoneAnything() {
        AppRef app = app("scaled-never");
        apply(KubeObjects.deployment(app, 1), KubeObjects.autoscaler(app, 2, 4));

        apply(KubeObjects.deployment(app, 2, 1));

        assertThat(desired(app)).isEqualTo(1);
    }

    @Test
    void leavesTheNumberToAnAutoscalerOfSomeoneElse() {
        AppRef app = app("scaled-foreign");
        apply(KubeObjects.deployment(app, 1, 1), KubeObjects.ofSomeoneElse(KubeObjects.autoscaler(app, 1, 4)));
        autoscalerSets(app, 2);

        apply(KubeObjects.deployment(app, 2, 1));

        assertThat(desired(app)).isEqualTo(2);
    }

    @Test
    void keepsTheServersOwnWordsWhenItRefuses() {
        AppRef app = app("refused");
        KubeObject deployment = KubeObjects.deployment(app, 1, -1);
        KubeObject service = KubeObjects.service(app, 70_000);
        Map<String, Object> body =
                new LinkedHashMap<>(KubeObjects.configMap(app, "a").body());
        body.put("date", Map.of());
        KubeObject map = new KubeObject("v1", "ConfigMap", app.app().value(), body);

        assertThatThrownBy(() -> cluster.check(namespace(), List.of(deployment, service, map)))
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> assertThat(failure.problems()).hasSize(3))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("must be greater than or equal to 0")
                        .hasMessageContaining("must be between 1 and 65535")
                        .hasMessageContaining("field not declared in schema"));
    }

    @Test
    void refusesAKindThatTheClusterDoesNotKnow() {
        KubeObject unknown = new KubeObject(
                "example.com/v1", "Teapot", "a", Map.of("apiVersion", "example.com/v1", "kind", "Teapot"));

        assertThatThrownBy(() -> apply(unknown)).hasMessageContaining("knows no Teapot of example.com/v1");
    }

    @Test
    void readsAndFollowsTheLogOfAContainer() throws InterruptedException {
        AppRef app = app("logging");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        String pod;
        try (Cluster.Watch watch = cluster.watch(app, told::add)) {
            apply(KubeObjects.deployment(app, 7, 1));
            pod = await(told, ready(1, 7)).pods().get(0).name();
        }

        assertThat(cluster.logTail(app, pod, "logging", 5, false)).containsExactly("release 7");
        assertThat(cluster.logTail(app, pod, "logging", 5, true)).containsExactly("release 7");
        assertThat(cluster.logTail(app, pod, "other", 5, false)).isEmpty();

        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CountDownLatch end = new CountDownLatch(1);
        Cluster.Watch log = cluster.followLog(app, pod, "logging", 5, lines::add, end::countDown);
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("release 7");
        cluster.deletePod(app, pod);
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        log.close();
    }

    @Test
    void showsAPodThatIsLeavingAndItsSuccessor() {
        AppRef app = app("leaving");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster.watch(app, told::add)) {
            apply(KubeObjects.deployment(app, 1, 1));
            String pod = await(told, ready(1, 1)).pods().get(0).name();

            cluster.deletePod(app, pod);

            Observation seen = await(told, now -> now.pods().stream().anyMatch(PodView::leaving));
            assertThat(seen.pods().stream().filter(PodView::leaving).findFirst().orElseThrow())
                    .satisfies(each -> assertThat(each.name()).isEqualTo(pod))
                    .satisfies(each -> assertThat(each.goneBy().orElseThrow())
                            .isEqualTo(each.leavingSince().orElseThrow().plusSeconds(1)));
            await(
                    told,
                    now -> ready(1, 1).test(now)
                            && now.pods().stream().noneMatch(each -> each.name().equals(pod)));
        }
    }

    @Test
    void showsEventsOfItsPodsAlone() {
        AppRef app = app("told");
        AppRef other = app("told-other");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster.watch(app, told::add)) {
            apply(KubeObjects.deployment(other, 1, 1), KubeObjects.deployment(app, 1, 1));
            Observation seen = await(
                    told,
                    now -> now.events().stream()
                            .anyMatch(event -> event.reason().equals("Pulled")));
            assertThat(seen.events())
                    .allSatisfy(
                            event -> assertThat(event.name()).startsWith("told").doesNotStartWith("told-other"));
        }
    }

    @Test
    void knowsWhatWeMayDoAndWhoWeAre() {
        KubePreflight preflight = new KubePreflight(api);

        assertThat(preflight.serverVersion()).startsWith("v1.");
        assertThat(preflight.exists(namespace())).contains(true);
        assertThat(preflight.exists(absent())).contains(false);
        assertThat(preflight.quotas(namespace())).isEmpty();
        assertThat(preflight.missing(
                        namespace(),
                        List.of(
                                new Permission("create", "apps", "deployments", "to deploy"),
                                new Permission("get", "", "pods/log", "to show logs"),
                                new Permission("list", "", "nodes", "to see whether nodes may join"))))
                .isEmpty();
        assertThat(new KubeConnection(api).whoAmI().user()).isNotEmpty();
    }
}
