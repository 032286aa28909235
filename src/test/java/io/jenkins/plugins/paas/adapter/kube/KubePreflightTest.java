package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.port.Preflight.Quota;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubePreflightTest {
    private static final Namespace TRADE = new Namespace("trade");
    private static final String FORBIDDEN = "namespaces is forbidden: User \\\"anna\\\" cannot get resource";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoeverMayNotLookAtANamespaceDoesNotLearnWhetherItIsThere() {
        server.on(
                "GET /api/v1/namespaces/trade",
                Reply.of(403, "{\"message\":\"" + FORBIDDEN + "\",\"reason\":\"Forbidden\"}"));

        try (KubeApi api = server.connect()) {
            assertThat(new KubePreflight(api).exists(TRADE)).isEmpty();
        }
    }

    @Test
    void leavesOutQuotasThatAreForPodsOfAnotherKind() {
        String counted = "\"status\":{\"hard\":{\"pods\":\"5\"},\"used\":{\"pods\":\"1\"}}";
        String items = Stream.of(
                        quota("plain", "{}", counted),
                        quota("jobs", "{\"scopes\":[\"Terminating\"]}", counted),
                        quota("long", "{\"scopes\":[\"NotTerminating\",\"NotBestEffort\"]}", counted),
                        quota(
                                "urgent",
                                "{\"scopeSelector\":{\"matchExpressions\":[{\"scopeName\":\"PriorityClass\",\"operator\":\"In\",\"values\":[\"high\"]}]}}",
                                counted))
                .collect(Collectors.joining(","));
        server.on("GET /api/v1/namespaces/trade/resourcequotas", Reply.of(200, "{\"items\":[" + items + "]}"));

        try (KubeApi api = server.connect()) {
            assertThat(new KubePreflight(api).quotas(TRADE))
                    .extracting(Quota::name)
                    .containsExactly("plain", "long");
        }
    }

    private static String quota(String name, String spec, String status) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":" + spec + "," + status + "}";
    }

    @Test
    void aNamespaceThatIsNotFoundIsNotThere() {
        server.on("GET /api/v1/namespaces/trade", Reply.of(404, "{}"));

        try (KubeApi api = server.connect()) {
            assertThat(new KubePreflight(api).exists(TRADE)).contains(false);
        }
    }
}
