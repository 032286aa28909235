package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A freeze and a pin that nobody explains, on a real cluster, under load. */
class DoctorFixIT {
    private static final int PER_SECOND = 100;

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void endsWhatACanaryLeftBehindWhoseRecordIsGoneAndLosesNoRequest() {
        app = GatedApp.in(folder, "strategy: canary");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String page = app.toTheGate();
            app.app().kubectl("delete", "configmap", "paas.rollout.web");
            assertThat(app.paas("doctor").out())
                    .contains("Deployment/web is frozen")
                    .contains("Service/web sends requests to some of the pods only")
                    .contains("paas doctor --fix");

            Result unasked = app.paas("doctor", "--fix");
            assertThat(unasked.code()).isEqualTo(2);
            assertThat(unasked.all()).contains("E_NOT_CONFIRMED");
            assertThat(app.selector()).contains("paas-deploy/release");

            Result fixed = app.paas("doctor", "--fix", "--yes");

            assertThat(fixed.code()).as(fixed.all()).isZero();
            assertThat(fixed.out()).contains("ended: Deployment/web is frozen");
            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
        assertThat(app.app().paas("audit", "export", "--cluster", "local-1").out())
                .contains("MENDED")
                .contains("is frozen");

        Result again = app.paas("doctor", "--fix", "--yes");

        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.out()).contains("nothing to fix");
    }

    @Test
    void leavesAGateAloneThatARolloutExplains() {
        app = GatedApp.in(folder, "strategy: manual", "firstPod: {traffic: false}");
        app.toTheGate();
        String selector = app.selector();

        Result nothing = app.paas("doctor", "--fix", "--yes");

        assertThat(nothing.out()).contains("nothing to fix");
        assertThat(app.selector()).isEqualTo(selector).contains("paas-deploy/release");
        assertThat(app.paas("promote", "--all").code()).isZero();
        app.isNative();
    }
}
