package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to fail that a real cluster shows, told by its cause; each ends with the good release running again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiagnosisIT {
    @TempDir
    private static Path folder;

    private SandboxApp app;
    private String good = "";

    @BeforeAll
    void deployAGoodRelease() {
        app = SandboxApp.in(folder);
        Result deployed = app.paas("deploy", "--cluster", "local-1");
        assertThat(deployed.code()).as(deployed.all()).isZero();
        good = paasYaml();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("E_CRASH_LOOP", "exit code 3", command("exit 3")),
                fault("E_OUT_OF_MEMORY", "32Mi", command("x=a; while :; do x=$x$x; done")),
                fault("E_CONFIG_MISSING", "no-such-secret", env("{secret: no-such-secret, key: password}")),
                fault("E_CONFIG_MISSING", "no-such-map", env("{configMap: no-such-map, key: level}")),
                fault("E_STARTUP_PROBE", "404", probe("startup: {http: /missing, period: 1s, failures: 3}")),
                fault(
                        "E_READINESS_PROBE",
                        "404",
                        probe("startup: {tcp: 8080, period: 1s}", "http: /missing, period: 1s, failures: 3")),
                fault("E_UNSCHEDULABLE", "cpu", yaml -> yaml.replace("cpu: 50m", "cpu: 900")),
                fault(
                        "E_VOLUME",
                        "no-such-claim",
                        yaml -> yaml + "volumes: [{name: data, mountPath: /data, claim: no-such-claim}]\n"));
    }

    private static Arguments fault(String code, String evidence, UnaryOperator<String> change) {
        return arguments(code, evidence, change);
    }

    private static UnaryOperator<String> command(String script) {
        return yaml -> yaml.replace("dockerfile: Dockerfile", "dockerfile: Dockerfile.broken") + "# " + script + "\n";
    }

    private static UnaryOperator<String> env(String value) {
        return yaml -> yaml + "env: {BROKEN: " + value + "}\n";
    }

    private static UnaryOperator<String> probe(String startup) {
        return yaml -> yaml.replace("  readiness:", "  " + startup + "\n  readiness:");
    }

    private static UnaryOperator<String> probe(String startup, String readiness) {
        return yaml -> yaml.replace("  readiness: {http: /}", "  " + startup + "\n  readiness: {" + readiness + "}");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("faults")
    void isToldByItsCauseAndEndsWithTheGoodReleaseRunning(String code, String evidence, UnaryOperator<String> change) {
        String broken = change.apply(good);
        assertThat(broken).isNotEqualTo(good);
        app.write("paas.yaml", broken);
        int script = broken.indexOf("\n# ");
        if (script > 0) {
            app.write(
                    "Dockerfile.broken",
                    "ARG BASE=127.0.0.1:5000/base/static:1\nFROM ${BASE}\nCOPY www/ /www/\nCMD [\"sh\", \"-c\", \""
                            + broken.substring(script + 3).strip() + "\"]\n");
        }
        app.commit("break it by " + code + " " + evidence);

        Result failed = app.paas("deploy", "--cluster", "local-1");

        assertThat(failed.code()).as(failed.all()).isEqualTo(4);
        assertThat(failed.out()).contains(code).contains(evidence);
        assertThat(app.kubectl("rollout", "status", "deployment/web", "--timeout=60s"))
                .contains("successfully rolled out");
    }

    private String paasYaml() {
        return Shell.run(folder, "cat", "paas.yaml");
    }
}
