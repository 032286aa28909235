package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way that {@code make demo} and the example's README show, from sources to an answer and back. */
class JavaExampleIT {
    private static final String PROGRAM = "src/main/java/com/example/hello/Hello.java";

    @TempDir
    private Path folder;

    private SandboxApp app;
    private Launcher launcher;

    @BeforeEach
    void copyTheExample() {
        // The example that somebody looks at since make demo may hold half of the machine.
        app = SandboxApp.copyOf(Path.of("examples", "java"), "demo", folder)
                .edit(yaml -> yaml.replace("resources: {", "resources: {requests: {cpu: 100m}, "))
                .commit("reserve less");
        launcher = Launcher.in(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void isBuiltDeployedChangedAndRolledBack() throws Exception {
        ends("deploy", "--cluster", "local-1");
        answers("1");

        oneLineChange();
        ends("deploy", "--cluster", "local-1");
        answers("2");

        ends("rollback", "--cluster", "local-1");
        answers("1");

        assertThat(ends("status", "--cluster", "local-1").out()).contains("2 of 2 pods ready");
        assertThat(ends("history", "--cluster", "local-1").out().lines().filter(line -> line.contains("/apps/hello:")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("good"));
        ends("audit", "verify", "--cluster", "local-1");
    }

    private Result ends(String... args) {
        Result result = launcher.paas(args);
        assertThat(result.code()).as(result.all()).isZero();
        return result;
    }

    private void oneLineChange() throws IOException {
        String before = Files.readString(folder.resolve(PROGRAM));
        String after = before.replace("VERSION = \"1\"", "VERSION = \"2\"");
        assertThat(after).isNotEqualTo(before);
        app.write(PROGRAM, after).commit("the next version");
    }

    /** Through the Service, as the API server reaches it. */
    private void answers(String version) {
        String service = "/api/v1/namespaces/" + app.namespace() + "/services/hello:80/proxy/";
        Eventually.sees(
                "version " + version,
                Duration.ofSeconds(10),
                () -> app.kubectl("get", "--raw", service),
                answer -> answer.contains("\"version\":\"" + version + "\"")
                        && answer.contains("\"greeting\":\"Hello from the config folder\""));
    }
}
