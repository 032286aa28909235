package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
        app.deployed();
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
     * @param sentence what the sentence must name
     * @param evidence what must be shown
     * @param breaking what is done to paas.yaml
     * @param dockerfile what follows FROM in place of the server; empty keeps the server
     */
    private record Fault(
            String code, String sentence, String evidence, UnaryOperator<String> breaking, String dockerfile) {
        static Fault inFile(String code, String sentence, String evidence, UnaryOperator<String> breaking) {
            return new Fault(code, sentence, evidence, breaking, "");
        }

        static Fault inImage(String code, String sentence, String evidence, String dockerfile) {
            return new Fault(
                    code,
                    sentence,
                    evidence,
                    yaml -> yaml.replace("dockerfile: Dockerfile", "dockerfile: Broken.Dockerfile"),
                    dockerfile);
        }

        static Fault inProgram(String code, String sentence, String evidence, String script) {
            return inImage(code, sentence, evidence, "CMD [\"sh\", \"-c\", \"" + script + "\"]");
        }

        @Override
        public String toString() {
            return code + " naming " + sentence;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.inProgram("E_CRASH_LOOP", "exit code 3", "exit code 3", "exit 3"),
                Fault.inProgram("E_OUT_OF_MEMORY", "32Mi", "OOMKilled", "x=a; while :; do x=$x$x; done"),
                Fault.inImage("E_BAD_COMMAND", "'/nope' is not in the image", "/nope", "CMD [\"/nope\"]"),
                Fault.inImage("E_BAD_COMMAND", "'nope' is not on the image's PATH", "nope", "CMD [\"nope\"]"),
                Fault.inImage(
                        "E_BAD_COMMAND",
                        "may not be executed",
                        "permission denied",
                        "COPY www/ /www/\nCMD [\"/www/index.html\"]"),
                Fault.inFile(
                        "E_CONFIG_MISSING",
                        "no-such-secret",
                        "no-such-secret",
                        env("{secret: no-such-secret, key: password}")),
                Fault.inFile(
                        "E_CONFIG_MISSING", "no-such-map", "no-such-map", env("{configMap: no-such-map, key: level}")),
                Fault.inFile(
                        "E_CONFIG_MISSING",
                        "no-such-secret",
                        "FailedMount",
                        volume("/secrets, secret: no-such-secret")),
                new Fault(
                        "E_SECURITY",
                        "would run as root",
                        "runAsNonRoot",
                        yaml -> yaml.replace("dockerfile: Dockerfile", "dockerfile: Broken.Dockerfile")
                                .replace("security: {runAsUser: 10001}\n", ""),
                        "USER 0\nCMD [\"httpd\", \"-f\"]"),
                Fault.inFile(
                        "E_STARTUP_PROBE",
                        "/missing",
                        "404",
                        probes("startup: {http: /missing, period: 1s, failures: 3}", "http: /")),
                Fault.inFile(
                        "E_READINESS_PROBE",
                        "/missing",
                        "404",
                        probes("startup: {tcp: 8080, period: 1s}", "http: /missing, period: 1s, failures: 3")),
                Fault.inFile(
                        "E_LIVENESS_PROBE",
                        "/missing",
                        "failed liveness probe",
                        probes(
                                "startup: {tcp: 8080, period: 1s}\n  liveness: {http: /missing, period: 1s, failures: 1}",
                                "http: /, delay: 30s")),
                Fault.inFile(
                        "E_UNSCHEDULABLE", "Insufficient cpu", "cpu", yaml -> yaml.replace("cpu: 50m", "cpu: 900")),
                Fault.inFile(
                        "E_VOLUME", "PersistentVolumeClaim", "no-such-claim", volume("/data, claim: no-such-claim")),
                Fault.inFile("E_VOLUME", "cannot be mounted", "mounting", volume("/etc/passwd, empty: true")));
    }

    private static UnaryOperator<String> env(String value) {
        return yaml -> yaml + "env: {BROKEN: " + value + "}\n";
    }

    private static UnaryOperator<String> volume(String mount) {
        return yaml -> yaml + "volumes: {data: {mountPath: " + mount + "}}\n";
    }

    private static UnaryOperator<String> probes(String another, String readiness) {
        return yaml -> yaml.replace("  readiness: {http: /}", "  " + another + "\n  readiness: {" + readiness + "}");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isToldByItsCauseAndEndsWithTheGoodReleaseRunning(Fault fault) {
        String broken = fault.breaking().apply(good);
        assertThat(broken).isNotEqualTo(good);
        app.write("paas.yaml", broken)
                .write(
                        "Broken.Dockerfile",
                        "ARG BASE=127.0.0.1:5000/base/static:1\nFROM ${BASE}\n" + fault.dockerfile() + "\n")
                .commit("break it by " + fault);

        Verdict verdict = Verdict.of(app.paas("deploy", "--cluster", "local-1", "--output", "json"));

        verdict.is(fault.code(), fault.sentence(), fault.evidence());
        assertThat(app.kubectl("rollout", "status", "deployment/web", "--timeout=60s"))
                .contains("successfully rolled out");
        app.answers("one");
    }

    private String paasYaml() {
        return Shell.run(folder, "cat", "paas.yaml");
    }
}
