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

/** When a watch reads events. */
class ExplanationsTest {
    private static final AppRef APP = new AppRef(new AppName("orders"), new Namespace("shop"));
    private static final String DEPLOYMENTS = "GET /apis/apps/v1/namespaces/shop/deployments";
    private static final String EVENTS = "GET /api/v1/namespaces/shop/events";
    private static final String WELL = deployment(2, 2);

    private final ScriptedServer server = new ScriptedServer();
    private final KubeApi api = server.connect();
    private final BlockingQueue<Observation> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void nothingElseIsThere() {
        Stream.of(
                        "/apis/apps/v1/namespaces/shop/statefulsets",
                        "/apis/apps/v1/namespaces/shop/replicasets",
                        "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers",
                        "/api/v1/namespaces/shop/pods",
                        "/api/v1/namespaces/shop/services")
                .map(path -> "GET " + path)
                .forEach(collection -> server.on(collection, list()).on(collection + "?watch", Reply.watching()));
        server.on(
                        EVENTS,
                        list("{\"metadata\":{\"uid\":\"e\"},\"reason\":\"FailedCreate\",\"message\":\"no room\","
                                + "\"involvedObject\":{\"kind\":\"Deployment\",\"name\":\"orders\",\"uid\":\"d\"}}"))
                .on(EVENTS + "?watch", Reply.watching());
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    private static Reply list(String... objects) {
        return Reply.of(
                200, "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[" + String.join(",", objects) + "]}");
    }

    private static String deployment(int updated, int ready) {
        return ("{\"metadata\":{\"uid\":\"d\",\"name\":\"orders\",\"generation\":3},\"spec\":{\"replicas\":2},"
                        + "\"status\":{\"observedGeneration\":3,\"replicas\":2,\"updatedReplicas\":%d,\"readyReplicas\":%d}}")
                .formatted(updated, ready);
    }

    private static String changed(String object) {
        return "{\"type\":\"MODIFIED\",\"object\":" + object + "}";
    }

    private Observation next() throws InterruptedException {
        Observation seen = told.poll(10, TimeUnit.SECONDS);
        assertThat(seen).isNotNull();
        return seen;
    }

    private List<String> questions() {
        return server.requests().stream()
                .filter(request -> request.contains("/events"))
                .toList();
    }

    @Test
    void whereAllIsWellNoEventIsReadButThatTheyMayBe() throws InterruptedException {
        server.on(DEPLOYMENTS, list(WELL))
                .on(DEPLOYMENTS + "?watch", Reply.watching(changed(WELL.replace("orders", "o"))));

        try (Cluster.Watch watch = new KubeCluster(api).watch(APP, told::add)) {
            assertThat(next().events()).isEmpty();
        }

        assertThat(questions()).singleElement().asString().endsWith("?limit=1");
    }

    @Test
    void onceAPodIsNotReadyTheyAreReadAndFollowed() throws InterruptedException {
        server.on(DEPLOYMENTS, list(WELL)).on(DEPLOYMENTS + "?watch", Reply.watching(changed(deployment(2, 1))));

        try (Cluster.Watch watch = new KubeCluster(api).watch(APP, told::add)) {
            Observation seen = next();
            while (seen.events().isEmpty()) {
                seen = next();
            }
            assertThat(seen.events().get(0).message()).isEqualTo("no room");
        }
    }

    @Test
    void whatIsNotYetAsWantedAtFirstSightIsExplainedAtOnce() throws InterruptedException {
        server.on(DEPLOYMENTS, list(deployment(1, 2))).on(DEPLOYMENTS + "?watch", Reply.watching());

        try (Cluster.Watch watch = new KubeCluster(api).watch(APP, told::add)) {
            Observation seen = next();
            while (seen.events().isEmpty()) {
                seen = next();
            }
        }

        assertThat(questions())
                .filteredOn(request -> request.contains("limit=500"))
                .hasSize(1);
    }
}
