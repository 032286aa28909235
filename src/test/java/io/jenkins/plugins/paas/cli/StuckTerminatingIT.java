package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod of a StatefulSet that does not go, because of a finalizer, keeps the next one from coming. */
class StuckTerminatingIT {
    private static final String FINALIZER = "example.com/held";

    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deployAndHoldAPod() {
        app = SandboxApp.in(folder)
                .edit(yaml -> yaml + "workload: statefulset\n")
                .commit("a StatefulSet")
                .deployed();
        app.kubectl("patch", "pod", "web-1", "-p", "{\"metadata\": {\"finalizers\": [\"" + FINALIZER + "\"]}}");
        app.write("www/index.html", "two\n").commit("second");
    }

    @AfterEach
    void stop() {
        letGo();
        app.close();
    }

    @Test
    void isToldWhileItIsWaitedForAndTheDeployEndsWellOnceItGoes() throws Exception {
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-1");
        waitUntilTold();

        letGo();

        assertThat(deploy.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isZero();
        app.answers("two");
    }

    @Test
    void isTheCauseOnceTimeIsOut() throws Exception {
        Process deploy = app.spawn(
                "deploy", Main.class, "deploy", "--cluster", "local-1", "--timeout", "45s", "--output", "json");
        Eventually.sees(
                "the way back",
                Duration.ofSeconds(90),
                () -> app.printedBy("deploy"),
                printed -> printed.contains("going back to release 1"));

        letGo();

        assertThat(deploy.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isEqualTo(8);
        assertThat(app.printedBy("deploy"))
                .contains("does not go: it waits for " + FINALIZER)
                .contains("finalizer " + FINALIZER)
                .contains("docs/diagnosis/e-stuck-terminating.md");
        assertThat(app.kubectl("rollout", "status", "statefulset/web", "--timeout=60s"))
                .contains("roll out complete");
        app.answers("one");
    }

    private void waitUntilTold() {
        Eventually.sees(
                "the status that names the finalizer",
                Duration.ofSeconds(90),
                () -> app.paas("status", "--cluster", "local-1").out(),
                status -> status.contains("E_STUCK_TERMINATING") && status.contains(FINALIZER));
    }

    private void letGo() {
        if (app.kubectl("get", "pod", "web-1", "--ignore-not-found", "-o", "jsonpath={.metadata.finalizers}")
                .contains(FINALIZER)) {
            app.kubectl("patch", "pod", "web-1", "-p", "{\"metadata\": {\"finalizers\": null}}");
        }
    }
}
