package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A StatefulSet: one pod at a time, and broken pods that Kubernetes itself would never replace (Kubernetes #67250). */
class StatefulSetIT {
    private static final int SIGKILLED = 128 + 9;

    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deploy() {
        app = SandboxApp.in(folder)
                .edit(yaml -> yaml + "workload: statefulset\n")
                .commit("a StatefulSet")
                .deployed();
        app.answers("one");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void anUpdateReplacesPodAfterPodAndNoRequestIsLost() {
        change("two");
        try (Load load = Load.on(app.nodePort(), "/", 100)) {
            app.deployed();
            app.answers("two");
            assertThat(load.requests()).isGreaterThan(100);
            assertThat(load.lost()).isEmpty();
        }
        assertAllPodsRun(2);
    }

    @Test
    void anUpdateThatFailsGoesBackByItself() {
        breakIt();

        Verdict verdict = Verdict.of(app.paas("deploy", "--cluster", "local-1", "--output", "json"));

        verdict.is("E_STARTUP_PROBE", "did not start", "404");
        assertAllPodsRun(1);
        app.answers("one");
    }

    @Test
    void afterAKillInTheMiddleOfAnUpdateResumeEndsIt() throws Exception {
        change("two");
        kill("PROGRESSING");

        Result resumed = app.paas("resume", "--cluster", "local-1");

        assertThat(resumed.code()).as(resumed.all()).isZero();
        assertAllPodsRun(2);
        app.answers("two");
    }

    @Test
    void afterAKillOnTheWayBackResumeBringsTheGoodReleaseBack() throws Exception {
        breakIt();
        kill("RETURNING");

        Result resumed = app.paas("resume", "--cluster", "local-1");

        assertThat(resumed.code()).as(resumed.all()).isEqualTo(4);
        assertAllPodsRun(1);
        app.answers("one");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    @Test
    void comesToItsGateWithOneNewPodThoughMoreAreWantedAndGoesOnAsOneConfirms() {
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: 3") + "strategy: manual\n");
        change("two");
        try (Load load = Load.on(app.nodePort(), "/", 100)) {
            Result gate = app.paas("deploy", "--cluster", "local-1");
            assertThat(gate.code()).as(gate.all()).isEqualTo(3);
            assertThat(releases()).isEqualTo("1 1 2");

            Result next = app.paas("promote", "--cluster", "local-1", "--next");
            assertThat(next.code()).as(next.all()).isEqualTo(3);
            assertThat(releases()).isEqualTo("1 2 2");

            Result all = app.paas("promote", "--cluster", "local-1", "--all");
            assertThat(all.code()).as(all.all()).isZero();
            assertThat(releases()).isEqualTo("2 2 2");
            assertThat(load.lost()).isEmpty();
        }
        assertThat(app.kubectl(
                        "get", "statefulset", "web", "-o", "jsonpath={.spec.updateStrategy.rollingUpdate.partition}"))
                .isIn("", "0");
    }

    @Test
    void anAbortReplacesThePodThatNeverBecameReady() throws Exception {
        breakIt();
        app.edit(yaml -> yaml.replace("failures: 3", "failures: 60") + "strategy: manual\n")
                .commit("nobody judges it for a minute");
        kill("FIRST_POD+3000");
        app.kubectl("wait", "pod/web-1", "--timeout=60s", "--for=jsonpath={.metadata.labels.paas-deploy/release}=2");

        Result aborted = app.paas("abort", "--cluster", "local-1", "--why", "it never starts");

        assertThat(aborted.code()).as(aborted.all()).isZero();
        assertAllPodsRun(1);
        app.answers("one");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    private String releases() {
        return app.kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.labels.paas-deploy/release}");
    }

    private void change(String answer) {
        app.write("www/index.html", answer + "\n").commit("answer " + answer);
    }

    private void breakIt() {
        app.edit(yaml -> yaml.replace(
                        "  readiness:", "  startup: {http: /missing, period: 1s, failures: 3}\n  readiness:"))
                .commit("breaks its probe");
    }

    private void kill(String step) throws Exception {
        Process process = app.spawn("killed", KilledAfterSave.class, step, "deploy", "--cluster", "local-1");
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(app.printedBy("killed")).isEqualTo(SIGKILLED);
    }

    private void assertAllPodsRun(int release) {
        assertThat(app.kubectl("rollout", "status", "statefulset/web", "--timeout=60s"))
                .contains("roll out complete");
        assertThat(app.kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.labels.paas-deploy/release}"))
                .isEqualTo(release + " " + release);
    }
}
