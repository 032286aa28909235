package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM means leave, not abort: a CI server that restarts sends it, too. */
class LeaveIT {
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deployOnceAndMakeTheNextOneSlow() {
        app = SandboxApp.in(folder).deployed();
        app.edit(yaml -> yaml.replace("http: /", "http: /, delay: 5s"))
                .write("www/index.html", "two\n")
                .commit("slow to become ready");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aDeployThatIsToldToLeaveGivesItsLockBackAndResumeGoesOnAtOnce() throws Exception {
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-1");
        app.kubectl("wait", "deployment/web", "--timeout=60s", "--for=jsonpath={.status.observedGeneration}=2");

        deploy.destroy();

        assertThat(deploy.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isEqualTo(SIGTERM);
        assertThat(app.kubectl("get", "lease", "paas.web", "-o", "jsonpath={.spec.holderIdentity}"))
                .isEmpty();
        assertThat(app.paas("status", "--cluster", "local-1").out()).contains("open rollout");

        Result resumed = app.paas("resume", "--cluster", "local-1");

        assertThat(resumed.code()).as(resumed.all()).isZero();
        app.answers("two");
        Result audit = app.paas("audit", "list", "--cluster", "local-1");
        assertThat(audit.out()).contains("RESUME").doesNotContain("LOCK_TAKEN_OVER");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }
}
