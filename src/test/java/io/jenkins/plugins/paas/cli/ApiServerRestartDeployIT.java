package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server goes away in the middle of a deploy and comes back. */
class ApiServerRestartDeployIT {
    private static final Path RESTART = Path.of("sandbox", "restart");

    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deployOnceAndMakeTheNextOneSlow() {
        Assumptions.assumeTrue(Files.exists(RESTART), "the cluster under test is not the sandbox");
        app = SandboxApp.in(folder).deployed();
        app.answers("one");
        app.edit(yaml -> yaml.replace("http: /", "http: /, delay: 5s"))
                .write("www/index.html", "two\n")
                .commit("slow to become ready");
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--kill"})
    void theDeployEndsWellNoRequestIsLostAndTheTrailVerifies(String how) throws Exception {
        try (Load load = Load.on(app.nodePort(), "/", 100)) {
            Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-1");
            app.kubectl("wait", "deployment/web", "--timeout=60s", "--for=jsonpath={.status.observedGeneration}=2");

            restart(how);

            assertThat(deploy.isAlive()).as("the deploy was still at work").isTrue();
            assertThat(deploy.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isZero();
            app.answers("two");
            assertThat(load.requests()).isGreaterThan(100);
            assertThat(load.lost()).isEmpty();
        }
        assertThat(app.kubectl("rollout", "status", "deployment/web")).contains("successfully rolled out");
        Result audit = app.paas("audit", "verify", "--cluster", "local-1");
        assertThat(audit.code()).as(audit.all()).isZero();
    }

    private static void restart(String how) {
        List<String> command = new ArrayList<>(List.of(RESTART.toString()));
        if (!how.isEmpty()) {
            command.add(how);
        }
        command.addAll(List.of("apiserver", "local-1"));
        Shell.run(Path.of("."), "", command);
    }
}
