package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import io.jenkins.plugins.paas.model.Namespace;
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
    void aNamespaceThatIsNotFoundIsNotThere() {
        server.on("GET /api/v1/namespaces/trade", Reply.of(404, "{}"));

        try (KubeApi api = server.connect()) {
            assertThat(new KubePreflight(api).exists(TRADE)).contains(false);
        }
    }
}
