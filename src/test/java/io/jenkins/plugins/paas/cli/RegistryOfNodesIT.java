package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.FaultyProxy;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry takes the image well, then answers the nodes that pull it with a fault or a refusal. */
class RegistryOfNodesIT {
    private static final String SANDBOX_REGISTRY = "127.0.0.1:5000";
    private static final Predicate<String> HEAD_OF_A_NODE =
            request -> request.startsWith("HEAD ") && request.contains(" from containerd");

    @TempDir
    private Path folder;

    private SandboxApp app;
    private FaultyProxy proxy;

    @BeforeEach
    void deployThroughAProxy() throws Exception {
        proxy = new FaultyProxy(SANDBOX_REGISTRY);
        app = SandboxApp.in(folder)
                .write(".git/platform.yaml", platform(proxy.host()))
                .with("PAAS_PLATFORM", ".git/platform.yaml")
                .edit(yaml -> yaml.replace("replicas: 2", "replicas: 1"))
                .deployed();
        app.write("www/index.html", "two\n").commit("second");
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aFaultThatIsAnsweredTwiceIsWaitedFor(int status) {
        proxy.fail(HEAD_OF_A_NODE, 2, status);

        app.deployed();

        assertThat(proxy.failures()).isEqualTo(2);
        app.answers("two");
    }

    @ParameterizedTest
    @CsvSource({"401, E_IMAGE_NOT_ALLOWED", "403, E_IMAGE_NOT_ALLOWED", "404, E_IMAGE_NOT_FOUND"})
    void aRefusalIsToldAndTheGoodReleaseStays(int status, String code) {
        proxy.fail(request -> request.contains(" from containerd"), 1000, status);

        Verdict verdict = Verdict.of(app.paas("deploy", "--cluster", "local-1", "--output", "json"));

        verdict.is(code, proxy.host() + "/apps/", status == 404 ? "not found" : String.valueOf(status));
        assertThat(app.kubectl("rollout", "status", "deployment/web", "--timeout=60s"))
                .contains("successfully rolled out");
        app.answers("one");
    }

    @Test
    void aFaultThatStaysIsToldOnceTimeIsOut() {
        proxy.fail(request -> request.contains(" from containerd"), 1000, 503);

        Result failed = app.paas("deploy", "--cluster", "local-1", "--timeout", "15s");

        assertThat(failed.code()).as(failed.all()).isEqualTo(8);
        assertThat(failed.out())
                .contains("E_NO_PROGRESS")
                .contains("E_IMAGE_PULL")
                .contains("503")
                .contains("docs/diagnosis/e-image-pull.md");
        app.answers("one");
    }

    private static String platform(String registry) {
        return "registries:\n  main: {url: " + registry + "/apps, insecure: true}\n  base: {url: " + SANDBOX_REGISTRY
                + ", insecure: true}\nclusters:\n  local-1: {id: 1, environment: test, context: local-1,"
                + " namespace: \"{{team}}\", registry: main, createNamespace: true}\n";
    }
}
