package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watch asks for about events, of which a namespace may hold tens of thousands. */
class AppWatchTest {
    private static final AppRef APP = new AppRef(new AppName("orders"), new Namespace("shop"));
    private static final String EVENTS = "GET /api/v1/namespaces/shop/events";
    private static final String DEPLOYMENT = "{\"metadata\":{\"uid\":\"d\",\"name\":\"orders\",\"generation\":2},"
            + "\"spec\":{\"replicas\":1},\"status\":{\"observedGeneration\":2,\"replicas\":1,\"updatedReplicas\":1}}";
    private static final String POD = "{\"metadata\":{\"uid\":\"p\",\"name\":\"orders-1\",\"creationTimestamp\":"
            + "\"2026-01-01T00:00:00Z\",\"ownerReferences\":[{\"uid\":\"s\",\"controller\":true}]},\"status\":"
            + "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
    private static final String SET = "{\"metadata\":{\"uid\":\"s\",\"name\":\"orders-7f\",\"ownerReferences\":"
            + "[{\"uid\":\"d\",\"controller\":true}]},\"spec\":{\"replicas\":1}}";

    private final ScriptedServer server = new ScriptedServer();
    private final KubeApi api = server.connect();

    @BeforeEach
    void oneReadyPodIsThere() {
        Stream.of("apps/v1/namespaces/shop/statefulsets", "autoscaling/v2/namespaces/shop/horizontalpodautoscalers")
                .forEach(path -> there("GET /apis/" + path));
        there("GET /api/v1/namespaces/shop/services");
        there("GET /apis/apps/v1/namespaces/shop/deployments", DEPLOYMENT);
        there("GET /apis/apps/v1/namespaces/shop/replicasets", SET);
        there("GET /api/v1/namespaces/shop/pods", POD);
        there(EVENTS);
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    private void there(String collection, String... objects) {
        server.on(
                        collection,
                        Reply.of(
                                200,
                                "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[" + String.join(",", objects)
                                        + "]}"))
                .on(collection + "?watch", Reply.watching());
    }

    /** The questions for events, up to the first stream of them. */
    private List<String> asked() {
        try (AppWatch watch = new AppWatch(api, APP, seen -> {})) {
            watch.start();
            String asked = Eventually.sees(
                    "a stream of events", Duration.ofSeconds(10), this::questions, all -> all.contains("watch=true"));
            return asked.lines().toList();
        }
    }

    private String questions() {
        return server.requests().stream()
                .filter(request -> request.startsWith(EVENTS))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void listsNoEventsWhereNothingIsUnderWay() {
        assertThat(asked()).hasSize(2).first().asString().contains("limit=1");
    }

    @Test
    void followsThemFromTheMomentOfTheFirstLook() {
        assertThat(asked()).last().asString().contains("resourceVersion=10");
    }

    @Test
    void leavesOutThoseThatEachPodBrings() {
        assertThat(asked()).last().asString().contains("fieldSelector=reason%21%3DScheduled%2C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"replicas\":1,\"updatedReplicas\":0", "\"replicas\":2,\"updatedReplicas\":1"})
    void listsThemWhereARolloutIsUnderWay(String status) {
        there(
                "GET /apis/apps/v1/namespaces/shop/deployments",
                DEPLOYMENT.replace("\"replicas\":1,\"updatedReplicas\":1", status));
        assertThat(asked()).hasSize(3).element(1).asString().contains("limit=500");
    }

    @Test
    void listsThemAtAGate() {
        there(
                "GET /apis/apps/v1/namespaces/shop/deployments",
                DEPLOYMENT.replace("\"spec\":{", "\"spec\":{\"paused\":true,"));
        assertThat(asked()).hasSize(3);
    }

    @Test
    void listsThemWhereAPodIsNotReady() {
        there("GET /api/v1/namespaces/shop/pods", POD.replace("True", "False"));
        assertThat(asked()).hasSize(3);
    }

    @Test
    void forgetsTheOldestOfTooManyEvents() {
        assertThat(AppWatch.tooMany(events(600, "BackOff"))).hasSize(350).contains("e0", "e349");
    }

    @Test
    void remembersForHowLongPodsAreRefused() {
        Map<String, SeenEvent> refusals = events(600, "OutOfcpu");

        List<String> forgotten = AppWatch.tooMany(refusals);

        assertThat(forgotten).hasSize(300).contains("e1", "e599").doesNotContain("e0", "e598");
    }

    private static Map<String, SeenEvent> events(int number, String reason) {
        return IntStream.range(0, number)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "e" + i,
                        i -> new SeenEvent(
                                "u" + i,
                                "kubelet",
                                new EventView(
                                        "Pod",
                                        "orders-0",
                                        Optional.empty(),
                                        Optional.of("node-1"),
                                        true,
                                        reason,
                                        "words",
                                        1,
                                        Instant.EPOCH.plusSeconds(i),
                                        Instant.EPOCH.plusSeconds(i)))));
    }
}
