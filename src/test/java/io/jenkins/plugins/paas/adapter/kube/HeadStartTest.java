package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {
    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    private HeadStart to(String context, String user) throws IOException {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(kubeconfig, """
                contexts: [{name: test-1, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: %s}]
                """.formatted(server.address(), user));
        return HeadStart.to(
                Map.of("KUBECONFIG", kubeconfig.toString(), "PATH", System.getenv("PATH")), () -> Optional.of(context));
    }

    @Test
    void theConnectionIsOpenedBeforeAnybodyAsksForIt() throws IOException {
        to("test-1", "{token: abc}");

        Eventually.sees(
                "a first request",
                Duration.ofSeconds(10),
                () -> server.requests().toString(),
                requests -> requests.equals("[GET /version]"));
    }

    @Test
    void itIsHandedOutOnceSinceWhoeverTakesItClosesIt() throws IOException {
        HeadStart start = to("test-1", "{token: abc}");

        assertThat(start.towards("test-1")).isPresent();
        assertThat(start.towards("test-1")).isEmpty();
    }

    @Test
    void whoWantsAnotherClusterDoesNotGetIt() throws IOException {
        HeadStart start = to("test-1", "{token: abc}");

        assertThat(start.towards("prod-1")).isEmpty();
        assertThat(start.towards("test-1")).isPresent();
    }

    @Test
    void noCredentialPluginIsRunInAdvance() throws IOException {
        Path trace = folder.resolve("asked");
        HeadStart start = to(
                "test-1",
                "{exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [\"" + trace + "\"]}}");

        assertThat(start.towards("test-1")).isEmpty();
        assertThat(trace).doesNotExist();
    }

    @Test
    void whatFailsIsLeftToWhoeverConnectsInEarnest() throws IOException {
        assertThat(to("no-such-context", "{token: abc}").towards("no-such-context"))
                .isEmpty();
    }
}
