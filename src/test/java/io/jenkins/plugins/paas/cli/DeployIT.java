package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main road, on a real cluster and a real registry. */
class DeployIT {
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
    void bringsARepositoryToAServingRelease() {
        Result deployed = app.paas("deploy", "--cluster", "local-1");

        assertThat(deployed.code()).as(deployed.all()).isZero();
        app.answers("one");
        assertThat(app.kubectl("rollout", "status", "deployment/web")).contains("successfully rolled out");
        assertThat(app.paas("status", "--cluster", "local-1").out())
                .contains("release 1")
                .contains("2 of 2");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    @Test
    void deployingTheSameAgainMakesNoNewRelease() {
        app.paas("deploy", "--cluster", "local-1");
        String before = app.kubectl("get", "deployment", "web", "-o", "jsonpath={.metadata.generation}");

        Result again = app.paas("deploy", "--cluster", "local-1");

        assertThat(again.code()).as(again.all()).isZero();
        assertThat(app.kubectl("get", "deployment", "web", "-o", "jsonpath={.metadata.generation}"))
                .isEqualTo(before);
        assertThat(app.kubectl("get", "secrets", "-o", "name")
                        .lines()
                        .filter(name -> name.contains("paas.release.web.")))
                .hasSize(1);
    }

    @Test
    void rollsBackImageAndConfigurationTogether() {
        app.edit(yaml -> yaml + "config: config/\n")
                .write("config/greeting", "hello\n")
                .commit("with config");
        app.paas("deploy", "--cluster", "local-1");
        app.write("www/index.html", "two\n")
                .write("config/greeting", "servus\n")
                .commit("second");
        Result second = app.paas("deploy", "--cluster", "local-1");
        assertThat(second.code()).as(second.all()).isZero();
        app.answers("two");
        assertThat(mountedConfig()).isEqualTo("web-config-v2");

        Result back = app.paas("rollback", "--cluster", "local-1");

        assertThat(back.code()).as(back.all()).isZero();
        app.answers("one");
        assertThat(mountedConfig()).isEqualTo("web-config-v1");
    }

    @Test
    void aFailedReleaseSaysWhyAndGoesBackByItself() {
        app.paas("deploy", "--cluster", "local-1");
        app.edit(yaml -> yaml.replace("http: /", "http: /missing")
                        .replace(
                                "readiness: {http: /missing}",
                                "readiness: {http: /missing}\n  startup: {http: /missing, period: 1s, failures: 3}"))
                .commit("breaks its probe");

        Result failed = app.paas("deploy", "--cluster", "local-1");

        assertThat(failed.code()).as(failed.all()).isEqualTo(4);
        assertThat(failed.out()).contains("E_STARTUP_PROBE").contains("404");
        app.answers("one");
        assertThat(app.kubectl("rollout", "status", "deployment/web")).contains("successfully rolled out");
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    private String mountedConfig() {
        return app.kubectl(
                "get",
                "deployment",
                "web",
                "-o",
                "jsonpath={.spec.template.spec.volumes[?(@.configMap)].configMap.name}");
    }
}
