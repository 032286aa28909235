package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else takes the lock while a promote is at work. */
class LostLockIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String TAKEN = """
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: paas.web}
            spec: {holderIdentity: somebody-else, leaseDurationSeconds: 5, renewTime: "2026-01-01T00:00:00.000000Z"}
            """;

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void thePromoteStopsAtOnceAndTheNextCommandFinishesIt() throws Exception {
        app = GatedApp.in(folder, "strategy: manual");
        // Pod by pod it takes longer than a heartbeat of the lock.
        app.app().edit(yaml -> yaml.replace("http: /", "http: /, delay: 5s"));
        try (Load load = Load.on(app.app().nodePort(), "/", 100)) {
            String page = app.toTheGate();
            Process promote = app.spawn("promote", Main.class, List.of(), List.of("promote", "--all"));
            Eventually.sees("more new pods", PATIENCE, app::sets, sets -> !sets.equals("4 1"));

            app.app().kubectlReads(TAKEN, "replace", "--force", "-f", "-");

            assertThat(promote.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            String printed = app.app().printedBy("promote");
            assertThat(promote.exitValue()).as(printed).isEqualTo(5);
            assertThat(printed).contains("E_LOCK_LOST").contains("paas resume");

            Result resumed = app.paas("resume");
            assertThat(resumed.code()).as(resumed.all()).isZero();
            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
        assertThat(app.app().paas("audit", "list", "--cluster", "local-1").out())
                .contains("LOCK_TAKEN_OVER");
    }
}
