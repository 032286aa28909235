package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two who deploy the same App at once, and one who died while he did. */
class LockIT {
    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deployOnceAndMakeTheNextOneSlow() {
        app = SandboxApp.in(folder);
        Result first = app.paas("deploy", "--cluster", "local-1");
        assertThat(first.code()).as(first.all()).isZero();
        app.edit(yaml -> yaml.replace("http: /", "http: /, delay: 20s")).commit("slow to become ready");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theSecondOfTwoDeploysIsToldWhoHoldsTheLock() throws Exception {
        Process first = app.spawn("first", Main.class, "deploy", "--cluster", "local-1");
        waitForTheSecondRollout();

        Result second = app.paas("deploy", "--cluster", "local-1");

        assertThat(second.code()).as(second.all()).isEqualTo(5);
        assertThat(second.err()).contains("E_LOCKED").contains(String.valueOf(first.pid()));
        assertThat(first.waitFor()).as(app.printedBy("first")).isZero();
    }

    @Test
    void aHolderThatDiedIsTakenOverOnceItsLeaseRanOut() throws Exception {
        Process first = app.spawn("first", Main.class, "deploy", "--cluster", "local-1");
        waitForTheSecondRollout();
        first.destroyForcibly().waitFor();

        Result second = app.paas("resume", "--cluster", "local-1");

        assertThat(second.code()).as(second.all()).isZero();
        assertThat(app.paas("audit", "list", "--cluster", "local-1").out()).contains("LOCK_TAKEN_OVER");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    private void waitForTheSecondRollout() {
        app.kubectl("wait", "deployment/web", "--timeout=60s", "--for=jsonpath={.status.observedGeneration}=2");
    }
}
