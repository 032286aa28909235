package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

    /**
     * A way to fail.
     *
     * @param code what it must be told as
     * @param evidence what must be named
     * @param breaking what is done to paas.yaml
     * @param script what the container runs in place of the server; empty keeps the server
     */
    private record Fault(String code, String evidence, UnaryOperator<String> breaking, String script) {
        static Fault inFile(String code, String evidence, UnaryOperator<String> breaking) {
            return new Fault(code, evidence, breaking, "");
        }

        static Fault inProgram(String code, String evidence, String script) {
            return new Fault(
                    code,
                    evidence,
                    yaml -> yaml.replace("dockerfile: Dockerfile", "dockerfile: Broken.Dockerfile"),
                    script);
        }

        @Override
        public String toString() {
            return code + " naming " + evidence;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.inProgram("E_CRASH_LOOP", "exit code 3", "exit 3"),
                Fault.inProgram("E_OUT_OF_MEMORY", "32Mi", "x=a; while :; do x=$x$x; done"),
                Fault.inFile("E_CONFIG_MISSING", "no-such-secret", env("{secret: no-such-secret, key: password}")),
                Fault.inFile("E_CONFIG_MISSING", "no-such-map", env("{configMap: no-such-map, key: level}")),
                Fault.inFile(
                        "E_STARTUP_PROBE",
                        "404",
                        probes("startup: {http: /missing, period: 1s, failures: 3}", "http: /")),
                Fault.inFile(
                        "E_READINESS_PROBE",
                        "404",
                        probes("startup: {tcp: 8080, period: 1s}", "http: /missing, period: 1s, failures: 3")),
                Fault.inFile("E_UNSCHEDULABLE", "cpu", yaml -> yaml.replace("cpu: 50m", "cpu: 900")),
                Fault.inFile(
                        "E_VOLUME",
                        "no-such-claim",
                        yaml -> yaml + "volumes: {data: {mountPath: /data, claim: no-such-claim}}\n"));
    }

    private static UnaryOperator<String> env(String value) {
        return yaml -> yaml + "env: {BROKEN: " + value + "}\n";
    }

    private static UnaryOperator<String> probes(String startup, String readiness) {
        return yaml -> yaml.replace("  readiness: {http: /}", "  " + startup + "\n  readiness: {" + readiness + "}");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isToldByItsCauseAndEndsWithTheGoodReleaseRunning(Fault fault) {
        String broken = fault.breaking().apply(good);
        assertThat(broken).isNotEqualTo(good);
        app.write("paas.yaml", broken)
                .write(
                        "Broken.Dockerfile",
                        "ARG BASE=127.0.0.1:5000/base/static:1\nFROM ${BASE}\nCMD [\"sh\", \"-c\", \"" + fault.script()
                                + "\"]\n")
                .commit("break it by " + fault);

        Result failed = app.paas("deploy", "--cluster", "local-1");

        assertThat(failed.code()).as(failed.all()).isEqualTo(4);
        assertThat(failed.out()).contains(fault.code()).contains(fault.evidence());
        assertThat(app.kubectl("rollout", "status", "deployment/web", "--timeout=60s"))
                .contains("successfully rolled out");
    }

    private String paasYaml() {
        return Shell.run(folder, "cat", "paas.yaml");
    }
}
