package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.PaasException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeClusterTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNamespaceThatIsBeingDeletedIsNeitherThereNorMissing(boolean create) {
        server.on("GET /api/v1/namespaces/trade", Reply.of(200, "{\"status\":{\"phase\":\"Terminating\"}}"));

        try (KubeApi api = server.connect()) {
            PaasException failure = catchThrowableOfType(
                    PaasException.class, () -> new KubeCluster(api).ensureNamespace(new Namespace("trade"), create));

            assertThat(failure.code()).isEqualTo("E_NAMESPACE_ENDING");
            assertThat(failure).hasMessageContaining("is being deleted");
        }
    }
}
