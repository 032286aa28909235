package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code paas logs} on a real cluster. */
class LogsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theLogsOfTheNewPodsAreFollowedAtTheGateAndThoseOfTheOldOnesAreNot() throws Exception {
        app = GatedApp.in(folder, "strategy: manual");
        app.toTheGate();
        Process logs = app.app().spawn("logs", Main.class, GatedApp.words("logs", "--new", "-f"));
        try {
            says(app.pods(1).get(0), "from an old pod");
            says(app.pods(2).get(0), "from the new pod");
            Eventually.sees(
                    "the new pod's line",
                    PATIENCE,
                    () -> app.app().printedBy("logs"),
                    text -> text.contains("from the new pod"));
            says(app.pods(2).get(0), "and once more");
            Eventually.sees(
                    "a line that came later",
                    PATIENCE,
                    () -> app.app().printedBy("logs"),
                    text -> text.contains("and once more"));

            assertThat(app.app().printedBy("logs")).doesNotContain("from an old pod");
            assertThat(logs.isAlive()).as("it goes on following").isTrue();
        } finally {
            logs.destroy();
        }
    }

    private void says(String pod, String line) {
        app.app().kubectl("exec", pod, "--", "sh", "-c", "echo '" + line + "' > /proc/1/fd/1");
    }
}
