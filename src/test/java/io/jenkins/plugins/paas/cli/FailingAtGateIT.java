package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New pods that were well when the gate opened and fail while people think. */
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
    void newPodsThatCrashAtTheGateAreDiagnosedAndTurnedBackAfterAGrace() throws Exception {
        app.change();
        try (Load load = Load.on(app.app().nodePort(), "/", 100)) {
            Process waiting = app.app().spawn("waiting", Main.class, GatedApp.words("deploy", "--wait"));
            app.untilTheGate("waiting");
            app.pods(2).forEach(this::crash);

            assertThat(waiting.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS))
                    .isTrue();

            assertThat(waiting.exitValue()).as(app.app().printedBy("waiting")).isEqualTo(4);
            assertThat(app.app().printedBy("waiting")).contains("E_CRASH_LOOP").contains("exit code 3");
            app.isNative();
            app.app().answers("one");
            assertThat(load.lost()).isEmpty();
        }
    }

    private void crash(String pod) {
        app.app().kubectl("exec", pod, "--", "touch", "/fate/die");
    }
}
