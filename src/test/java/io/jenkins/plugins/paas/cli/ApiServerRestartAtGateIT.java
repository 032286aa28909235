package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server is killed and comes back while a rollout grows, waits at its gate, or switches. */
class ApiServerRestartAtGateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private GatedApp app;

    @BeforeEach
    void onlyTheSandboxCanBeRestarted() {
        GatedApp.assumeSandbox();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
    }

    @Test
    void aCanaryThatGrowsComesToItsGate() throws Exception {
        app = GatedApp.in(folder, "strategy: canary");
        app.app().edit(yaml -> yaml.replace("http: /", "http: /, delay: 5s"));
        String page = app.change();
        try (Load load = Load.on(app.app().nodePort(), "/", 100)) {
            Process deploy = app.app().spawn("deploy", Main.class, GatedApp.words("deploy"));
            until("4 4", app::sets);
            restartUnder(deploy);
            assertThat(end(deploy)).as(app.app().printedBy("deploy")).isEqualTo(3);

            assertThat(app.paas("promote").code()).isZero();

            app.isNative();
            app.app().answers(page);
            assertThat(load.requests()).isGreaterThan(100);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void aCanaryThatSwitchesEnds() throws Exception {
        // Whoever watches the API server notices within 45 s that a connection is dead; kube-proxy and kubelet are no
        // better.
        app = GatedApp.in(folder, "strategy: canary", "canary: {hold: 60s}");
        String page = app.toTheGate();
        try (Load load = Load.on(app.app().nodePort(), "/", 100)) {
            Process promote = app.app().spawn("promote", Main.class, GatedApp.words("promote"));
            until("\"paas-deploy/release\":\"2\"", app::selector);
            restartUnder(promote);
            assertThat(end(promote)).as(app.app().printedBy("promote")).isZero();

            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void whoWaitsAtAManualGateSeesAPromotionMadeAfterwards() throws Exception {
        app = GatedApp.in(folder, "strategy: manual");
        String page = app.change();
        try (Load load = Load.on(app.app().nodePort(), "/", 100)) {
            Process waiting = app.app().spawn("waiting", Main.class, GatedApp.words("deploy", "--wait"));
            app.untilTheGate("waiting");
            restartUnder(waiting);

            assertThat(app.paas("promote", "--all").code()).isZero();

            assertThat(end(waiting)).as(app.app().printedBy("waiting")).isZero();
            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
    }

    private void restartUnder(Process process) {
        Shell.run(Path.of("."), "sandbox/restart", "--kill", "apiserver", "local-1");
        assertThat(process.isAlive()).as("the command was still at work").isTrue();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void until(String wanted, Supplier<String> seen) {
        Eventually.sees(wanted, PATIENCE, seen, text -> text.contains(wanted));
    }
}
