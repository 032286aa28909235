package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Pods that were well when the gate opened and fail while people think. */
class FailingAtGateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Serves until somebody makes the file, which outlives the container, and then crashes at each start. */
    private static final String MORTAL = """
            ARG BASE=127.0.0.1:5000/base/static:1
            FROM ${BASE}
            COPY www/ /www/
            EXPOSE 8080
            CMD ["sh", "-c", "[ -e /fate/die ] && exit 3; httpd -p 8080 -h /www; until [ -e /fate/die ]; do sleep 0.2; done; exit 3"]
            """;

    @TempDir
    private Path folder;

    private GatedApp app;

    @BeforeEach
    void deployWhatCanBeMadeToCrash() {
        app = GatedApp.of(
                SandboxApp.in(folder).write("Dockerfile", MORTAL),
                "strategy: canary",
                "volumes: {fate: {mountPath: /fate, empty: true}}");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void newPodsThatCrashAtTheGateAreDiagnosedAndTurnedBackAfterAGrace() throws Exception {
        app.change();
        try (Load load = Load.on(app.app().nodePort(), "/", 100)) {
            Process waiting = app.app().spawn("waiting", Main.class, GatedApp.words("deploy", "--wait"));
            app.untilTheGate("waiting");
            app.pods(2).forEach(this::crash);

            // Pods that crash out of step are ready by turns, until the kubelet's back-off is longer than the grace.
            assertThat(waiting.waitFor(PATIENCE.toSeconds() * 4, TimeUnit.SECONDS))
                    .isTrue();

            assertThat(waiting.exitValue()).as(app.app().printedBy("waiting")).isEqualTo(4);
            assertThat(app.app().printedBy("waiting")).contains("E_CRASH_LOOP").contains("exit code 3");
            app.isNative();
            app.app().answers("one");
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void oldPodsThatCrashAtTheGateAreToldToWhoWaitsAndNothingIsDoneByItself() throws Exception {
        String page = app.change();
        Process waiting = app.app().spawn("waiting", Main.class, GatedApp.words("deploy", "--wait"));
        app.untilTheGate("waiting");
        crash(app.pods(1).get(0));

        Eventually.sees(
                "the old pods' trouble",
                PATIENCE,
                () -> app.app().printedBy("waiting"),
                text -> text.contains("W_OLD_PODS_FAIL"));

        assertThat(app.app().printedBy("waiting")).contains("E_CRASH_LOOP");
        assertThat(app.sets()).isEqualTo("4 4");
        assertThat(app.selector()).contains("\"paas-deploy/release\":\"1\"");
        Result end = app.paas("promote");
        assertThat(end.code()).as(end.all()).isZero();
        assertThat(waiting.waitFor()).as(app.app().printedBy("waiting")).isZero();
        app.isNative();
        app.app().answers(page);
    }

    private void crash(String pod) {
        app.app().kubectl("exec", pod, "--", "touch", "/fate/die");
    }
}
