package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy {@code manual} on a real cluster, under load. */
class ManualIT {
    private static final int PER_SECOND = 200;

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void comesInPodByPodAsOneConfirmsAndLosesNoRequest() {
        app = GatedApp.in(folder, "strategy: manual");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String page = app.toTheGate();
            assertThat(app.sets()).isEqualTo("4 1");
            assertThat(promote("--next").code()).isEqualTo(3);
            assertThat(app.sets()).isEqualTo("3 2");
            assertThat(promote("--next").code()).isEqualTo(3);
            Result end = promote("--all");
            assertThat(end.code()).as(end.all()).isZero();

            app.isNative();
            app.app().answers(page);
            assertThat(load.requests()).isGreaterThan(PER_SECOND);
            assertThat(load.lost()).isEmpty();
        }
        assertThat(app.app()
                        .paas("audit", "list", "--cluster", "local-1")
                        .out()
                        .lines()
                        .filter(line -> line.contains("PROMOTED")))
                .hasSize(3);
    }

    @Test
    void whatIsAbortedLeavesNothingBehindAndLosesNoRequest() {
        app = GatedApp.in(folder, "strategy: manual");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            app.toTheGate();
            assertThat(promote("--to", "50%").code()).isEqualTo(3);

            Result aborted = app.paas("abort", "--why", "the page looks wrong");

            assertThat(aborted.code()).as(aborted.all()).isZero();
            app.isNative();
            app.app().answers("one");
            assertThat(load.lost()).isEmpty();
        }
        assertThat(app.app().paas("audit", "export", "--cluster", "local-1").out())
                .contains("the page looks wrong");
    }

    @Test
    void aFirstPodWithoutTrafficIsConfirmedIntoTheService() {
        app = GatedApp.in(folder, "strategy: manual", "firstPod: {traffic: false}");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String page = app.toTheGate();
            assertThat(app.selector()).contains("\"paas-deploy/release\":\"1\"");
            assertThat(promote("--next").code()).isEqualTo(3);
            assertThat(app.selector()).doesNotContain("paas-deploy/release");
            assertThat(promote("--all").code()).isZero();

            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void whoStaysAtTheGateSeesAPromotionMadeElsewhere() throws Exception {
        app = GatedApp.in(folder, "strategy: manual");
        app.change();
        Process waiting = app.app().spawn("waiting", Main.class, GatedApp.words("deploy", "--wait"));
        app.untilTheGate("waiting");

        assertThat(promote("--all").code()).isZero();

        assertThat(waiting.waitFor()).as(app.app().printedBy("waiting")).isZero();
        app.isNative();
    }

    private Result promote(String... options) {
        return app.paas("promote", options);
    }
}
