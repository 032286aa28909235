package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.port.Cluster;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch asks for about Services and autoscalers. */
class TrafficTest {
    private static final AppRef APP = new AppRef(new AppName("orders"), new Namespace("shop"));
    private static final String DEPLOYMENTS = "GET /apis/apps/v1/namespaces/shop/deployments";
    private static final String SERVICES = "GET /api/v1/namespaces/shop/services";
    private static final String SCALERS = "GET /apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers";
    private static final String SERVICE =
            "{\"metadata\":{\"uid\":\"s\",\"name\":\"orders\"},\"spec\":{\"selector\":{\"app.kubernetes.io/name\":\"orders\"%s}}}";

    private static final String FORBIDDEN = "{\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\",\"message\":"
            + "\"services is forbidden: User \\\"dev\\\" cannot list resource \\\"services\\\" in API group \\\"\\\" in the"
            + " namespace \\\"shop\\\"\"}";

    private final ScriptedServer server = new ScriptedServer();
    private final KubeApi api = server.connect();
    private final BlockingQueue<Observation> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void nothingElseIsThere() {
        Stream.of("apps/v1/namespaces/shop/statefulsets", "apps/v1/namespaces/shop/replicasets")
                .map(path -> "GET /apis/" + path)
                .forEach(this::empty);
        Stream.of("pods", "events")
                .map(kind -> "GET /api/v1/namespaces/shop/" + kind)
                .forEach(this::empty);
        empty(SCALERS);
        server.on(SERVICES, list(SERVICE.formatted(""))).on(SERVICES + "?watch", Reply.watching());
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    private void empty(String collection) {
        server.on(collection, list()).on(collection + "?watch", Reply.watching());
    }

    private static Reply list(String... objects) {
        return Reply.of(
                200, "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[" + String.join(",", objects) + "]}");
    }

    private static String deployment(boolean paused) {
        return "{\"metadata\":{\"uid\":\"d\",\"name\":\"orders\"},\"spec\":{\"paused\":" + paused + "}}";
    }

    private static String changed(String object) {
        return "{\"type\":\"MODIFIED\",\"object\":" + object + "}";
    }

    private Observation next() throws InterruptedException {
        Observation seen = told.poll(10, TimeUnit.SECONDS);
        assertThat(seen).isNotNull();
        return seen;
    }

    private List<String> streams() {
        return server.requests().stream()
                .filter(request -> request.contains("watch=true"))
                .filter(request -> request.contains("services") || request.contains("autoscalers"))
                .toList();
    }

    @Test
    void aPlainDeploymentCostsTwoListsAndNoStream() throws InterruptedException {
        server.on(DEPLOYMENTS, list(deployment(false)))
                .on(
                        DEPLOYMENTS + "?watch",
                        Reply.watching(changed(deployment(false).replace("\"d\"", "\"e\""))));

        try (Cluster.Watch watch = new KubeCluster(api).watch(APP, told::add)) {
            assertThat(next().services()).hasSize(1);
        }

        assertThat(streams()).isEmpty();
        assertThat(server.requests())
                .filteredOn(request -> request.contains("services") || request.contains("autoscalers"))
                .hasSize(2);
    }

    @Test
    void whatIsPausedIsFollowedFromWhereTheListStood() throws InterruptedException {
        server.on(DEPLOYMENTS, list(deployment(false)))
                .on(DEPLOYMENTS + "?watch", Reply.watching(changed(deployment(true))))
                .on(SERVICES + "?watch", Reply.watching(changed(SERVICE.formatted(",\"paas-deploy/release\":\"7\""))));

        try (Cluster.Watch watch = new KubeCluster(api).watch(APP, told::add)) {
            Observation seen = next();
            while (seen.services().get(0).pin().isEmpty()) {
                seen = next();
            }
            assertThat(seen.workload().orElseThrow().paused()).isTrue();
        }

        assertThat(streams())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request).contains("resourceVersion=10"));
    }

    @Test
    void whatWeMayNotSeeIsNotThere() throws InterruptedException {
        server.on(DEPLOYMENTS, list(deployment(true)))
                .on(DEPLOYMENTS + "?watch", Reply.watching())
                .on(SERVICES, Reply.of(403, FORBIDDEN));

        try (Cluster.Watch watch = new KubeCluster(api).watch(APP, told::add)) {
            assertThat(next().services()).isEmpty();
        }
    }
}
