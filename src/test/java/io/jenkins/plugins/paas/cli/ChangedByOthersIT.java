package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with kubectl changes the workload in the middle of a deploy: that is told, and nobody fights. */
class ChangedByOthersIT {
    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deployOnceAndMakeTheNextOneSlow() {
        app = SandboxApp.in(folder).deployed();
        app.edit(yaml -> yaml.replace("http: /", "http: /, delay: 10s")).commit("slow to become ready");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void anImageSetInTheMiddleEndsTheDeployAndStays() throws Exception {
        String theirs = app.kubectl("get", "deployment", "web", "-o", image());
        Process deploy = deployUntilItRolls();

        app.kubectl("set", "image", "deployment/web", "web=" + theirs);

        assertTold(deploy, theirs);
        assertThat(app.kubectl("get", "deployment", "web", "-o", image())).isEqualTo(theirs);
    }

    @Test
    void aVariableSetInTheMiddleEndsTheDeploy() throws Exception {
        Process deploy = deployUntilItRolls();

        app.kubectl("set", "env", "deployment/web", "COLOUR=blue");

        assertTold(deploy, "its pod template is not the one that was applied");
    }

    @Test
    void podsStartedAgainInTheMiddleAreTheSamePods() throws Exception {
        Process deploy = deployUntilItRolls();

        app.kubectl("rollout", "restart", "deployment/web");

        assertThat(deploy.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isZero();
    }

    @Test
    void aWorkloadDeletedInTheMiddleEndsTheDeployAndTheNextOneBringsItBack() throws Exception {
        Process deploy = deployUntilItRolls();

        app.kubectl("delete", "deployment", "web");

        assertTold(deploy, "it is not there");
        app.deployed().answers("one");
    }

    private Process deployUntilItRolls() {
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-1");
        app.kubectl("wait", "deployment/web", "--timeout=60s", "--for=jsonpath={.status.observedGeneration}=2");
        return deploy;
    }

    private void assertTold(Process deploy, String seen) throws InterruptedException {
        assertThat(deploy.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isEqualTo(4);
        assertThat(app.printedBy("deploy"))
                .contains("E_CHANGED_BY_OTHERS")
                .contains(seen)
                .contains("docs/diagnosis/e-changed-by-others.md");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    private static String image() {
        return "jsonpath={.spec.template.spec.containers[0].image}";
    }
}
