package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy {@code canary} on a real cluster, under load. */
class CanaryIT {
    private static final int PER_SECOND = 200;

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void switchesGoesBackByOneCommandSwitchesAgainAndFinishes() {
        app = GatedApp.in(folder, "strategy: canary", "canary: {hold: 30s}");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String first = app.toTheGate();
            assertThat(app.sets()).isEqualTo("4 4");
            assertThat(app.selector()).contains("\"paas-deploy/release\":\"1\"");
            assertThat(app.app().kubectl("get", "service", "web-preview", "-o", "jsonpath={.spec.selector}"))
                    .contains("\"paas-deploy/release\":\"2\"");
            assertThat(app.preview()).isEqualTo(first);
            app.raisesNoAlarm();
            Result switched = app.paas("promote", "--no-wait");
            assertThat(switched.code()).as(switched.all()).isEqualTo(3);
            app.app().answers(first);

            Result back = app.paas("rollback");
            assertThat(back.code()).as(back.all()).isZero();
            app.isNative();
            app.app().answers("one");

            String second = app.toTheGate();
            Result end = app.paas("promote");
            assertThat(end.code()).as(end.all()).isZero();
            app.isNative();
            app.app().answers(second);
            assertThat(load.requests()).isGreaterThan(PER_SECOND);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void aReleaseWithAnotherPortTakesNoRequestFromTheOldPods() throws IOException {
        app = GatedApp.in(folder, "strategy: canary");
        Path dockerfile = folder.resolve("Dockerfile");
        Files.writeString(dockerfile, Files.readString(dockerfile).replace("8080", "9090"));
        app.app().edit(yaml -> yaml.replace("port: 8080", "port: 9090"));
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String page = app.toTheGate();
            app.app().answers("one");

            Result end = app.paas("promote");

            assertThat(end.code()).as(end.all()).isZero();
            app.isNative();
            app.app().answers(page);
            assertThat(load.requests()).isGreaterThan(PER_SECOND);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void whatIsAbortedLeavesNothingBehindAndLosesNoRequest() {
        app = GatedApp.in(folder, "strategy: canary");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            app.toTheGate();

            Result aborted = app.paas("abort", "--why", "the page looks wrong");

            assertThat(aborted.code()).as(aborted.all()).isZero();
            app.isNative();
            app.app().answers("one");
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void aSecondDeployIsRefusedAtAGateUnlessItSupersedes() {
        app = GatedApp.in(folder, "strategy: canary");
        app.toTheGate();
        app.change();

        Result refused = app.paas("deploy");
        assertThat(refused.code()).as(refused.all()).isEqualTo(3);
        assertThat(refused.err()).contains("E_AT_GATE").contains("--supersede");

        Result instead = app.paas("deploy", "--supersede");
        assertThat(instead.code()).as(instead.all()).isEqualTo(3);
        Result end = app.paas("promote");
        assertThat(end.code()).as(end.all()).isZero();
        app.isNative();
    }

    @Test
    void aStatefulSetIsRefusedWhereItsStrategyStands() {
        app = GatedApp.in(folder);
        app.app().edit(yaml -> yaml.replace("replicas: 4", "replicas: 4\nworkload: statefulset\nstrategy: canary"));

        Result refused = app.paas("deploy");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("paas.yaml:13:11").contains("strategy: manual");
    }
}
