package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kubernetes' own autoscaler, which a real metrics-server tells of real use, at work while a Rollout waits at a gate. */
class AutoscaledGateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Each pod asks for 10m; one that is busy takes the 50m that it may, which is enough for five by this rule. */
    private static final String RULE = "autoscale: {min: 4, max: 6, cpu: 100}";

    @TempDir
    private Path folder;

    private GatedApp app;

    @BeforeAll
    static void startMetricsServer() {
        sandbox("start");
    }

    @AfterAll
    static void stopMetricsServer() {
        sandbox("stop");
    }

    private static void sandbox(String verb) {
        Shell.run(Path.of("."), "", List.of("sandbox/" + verb, "metrics-server"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void podsThatTheAutoscalerAddsInTheMiddleOfAGateStay() {
        app = GatedApp.in(folder, "strategy: manual", RULE);
        String page = app.toTheGate();
        assertThat(app.sets()).isEqualTo("4 1");

        keepTwoPodsBusy();
        comesTo("6");
        Result status = app.paas("status");
        assertThat(status.out()).as(status.all()).contains("waiting at the gate");
        Result end = app.paas("promote", "--all");

        assertThat(end.code()).as(end.all()).isZero();
        app.isNative();
        assertThat(replicas()).isEqualTo("6");
        app.app().answers(page);
    }

    @Test
    void theAutoscalerDoesNotScaleDownWhileTwoSetsRunAndMayAfterwards() {
        app = GatedApp.in(folder, "strategy: canary", RULE);
        // By default an autoscaler waits five minutes before it scales down.
        app.app().kubectl("patch", "hpa", "web", "-p", scaleDown("stabilizationWindowSeconds: 0"));
        keepTwoPodsBusy();
        comesTo("6");

        app.toTheGate();
        assertThat(app.sets()).isEqualTo("6 6");
        Eventually.sees(
                "little use on average over both sets",
                PATIENCE,
                this::use,
                use -> !use.isEmpty() && Integer.parseInt(use) < 60);
        assertThat(replicas()).isEqualTo("6");
        assertThat(app.sets()).isEqualTo("6 6");
        Result end = app.paas("promote");

        assertThat(end.code()).as(end.all()).isZero();
        comesTo("4");
        app.isNative();
        assertThat(app.app().kubectl("get", "hpa", "web", "-o", "jsonpath={.spec.behavior.scaleDown}"))
                .contains("\"stabilizationWindowSeconds\":0")
                .doesNotContain("Disabled");
    }

    private static String scaleDown(String yaml) {
        return "spec: {behavior: {scaleDown: {" + yaml + "}}}";
    }

    /** For a minute; longer than metrics-server and the autoscaler take to notice. */
    private void keepTwoPodsBusy() {
        app.app()
                .kubectl("get", "pods", "-o", "name", "--sort-by=.metadata.creationTimestamp")
                .lines()
                .limit(2)
                .forEach(pod -> app.app()
                        .kubectl(
                                "exec",
                                pod,
                                "--",
                                "sh",
                                "-c",
                                "timeout 60 sh -c 'while :; do :; done' > /dev/null 2>&1 &"));
    }

    private void comesTo(String replicas) {
        Eventually.sees(replicas + " replicas", PATIENCE, this::replicas, replicas::equals);
    }

    private String replicas() {
        return app.app().kubectl("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}");
    }

    /** What the autoscaler saw when it last decided, in percent of what all pods ask for. */
    private String use() {
        return app.app()
                .kubectl(
                        "get",
                        "hpa",
                        "web",
                        "-o",
                        "jsonpath={.status.currentMetrics[0].resource.current.averageUtilization}");
    }
}
