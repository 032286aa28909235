package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble that heals by itself is waited for. */
class NoFalseVerdictIT {
    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void start() {
        app = SandboxApp.in(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void anAppThatCrashesOnceAndThenRunsIsDeployed() {
        app.edit(yaml -> yaml + "volumes: {memory: {mountPath: /memory, empty: true}}\n")
                .write(
                        "Dockerfile",
                        dockerfile(
                                "[ -e /memory/crashed ] || { touch /memory/crashed; exit 1; }; exec httpd -f -p 8080 -h /www"))
                .commit("crash once");

        assertDeployed();
        assertThat(app.kubectl("get", "pods", "-o", "jsonpath={.items[*].status.containerStatuses[0].restartCount}"))
                .isEqualTo("1 1");
    }

    @Test
    void aSlowStartWithinItsStartupProbeIsWaitedFor() {
        app.edit(yaml -> yaml.replace("  readiness:", "  startup: {http: /, period: 1s, failures: 60}\n  readiness:"))
                .write("Dockerfile", dockerfile("sleep 15; exec httpd -f -p 8080 -h /www"))
                .commit("start slowly");

        assertDeployed();
    }

    @Test
    void aSecretThatComesLateInAnInitialDeployIsNamedAndTheNextDeployWorks() {
        app.edit(yaml -> yaml + "env: {PASSWORD: {secret: late, key: password}}\n")
                .commit("need a secret");
        Result failed = app.paas("deploy", "--cluster", "local-1");
        assertThat(failed.code()).as(failed.all()).isEqualTo(4);
        assertThat(failed.out()).contains("E_CONFIG_MISSING").contains("late");

        app.kubectl("create", "secret", "generic", "late", "--from-literal=password=x");

        assertDeployed();
    }

    private void assertDeployed() {
        Result deployed = app.paas("deploy", "--cluster", "local-1");
        assertThat(deployed.code()).as(deployed.all()).isZero();
        assertThat(app.kubectl("rollout", "status", "deployment/web")).contains("successfully rolled out");
    }

    private static String dockerfile(String script) {
        return "ARG BASE=127.0.0.1:5000/base/static:1\nFROM ${BASE}\nCOPY www/ /www/\nCMD [\"sh\", \"-c\", \"" + script
                + "\"]\n";
    }
}
