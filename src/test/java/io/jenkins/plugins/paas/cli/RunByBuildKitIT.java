package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.BuildKitDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dockerfiles with RUN on a machine that has no buildah, by the real BuildKit. */
class RunByBuildKitIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCKERFILE = """
            ARG BASE=127.0.0.1:5000/base/static:1
            FROM ${BASE} AS build
            USER 0
            ARG GREETING=none
            COPY www/ /in/
            RUN <<EOF
            mkdir /out
            echo "$GREETING $(cat /in/index.html)" > /out/index.html
            EOF
            FROM ${BASE}
            COPY --from=build --chmod=u=rwX,go=rX /out /www
            EXPOSE 8080
            CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
            """;

    @TempDir
    private static Path storage;

    @TempDir
    private Path folder;

    private static Optional<BuildKitDaemon> daemon = Optional.empty();

    private SandboxApp app;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> programs = BuildKitDaemon.programs();
        Assumptions.assumeTrue(programs.isPresent(), "sandbox/build buildkit was not run");
        daemon = Optional.of(BuildKitDaemon.in(storage, programs.get()));
    }

    @AfterAll
    static void end() {
        daemon.ifPresent(BuildKitDaemon::close);
    }

    @BeforeEach
    void anAppWhoseImageNeedsRun() {
        app = SandboxApp.in(folder)
                .with("PATH", BuildKitDaemon.programs().orElseThrow().toString())
                .write("Dockerfile", DOCKERFILE)
                .edit(yaml -> yaml + "build: {args: {GREETING: hello}}\n")
                .commit("needs RUN");
        daemon.orElseThrow().environment().forEach(app::with);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void isBuiltAndDeployedAndTheSameCommitGivesTheSameDigest() throws IOException {
        JsonNode built = build();
        assertThat(built.path("builder").asText()).startsWith("buildctl 0.");

        Result deployed = app.paas("deploy", "--cluster", "local-1");
        assertThat(deployed.code()).as(deployed.all()).isZero();
        app.answers("hello one");

        assertThat(build("--force").path("digest").asText())
                .isEqualTo(built.path("digest").asText());
    }

    @Test
    void aFailingRunIsToldWithItsLine() {
        app.write("Dockerfile", DOCKERFILE.replace("mkdir /out\n", "mkdir /out\necho the reason\nexit 7\n"))
                .commit("broken");

        Result result = app.paas("build", "--cluster", "local-1");

        assertThat(result.code()).as(result.all()).isEqualTo(1);
        assertThat(result.all())
                .contains("E_RUN_FAILED")
                .contains("Dockerfile:6:1")
                .contains("exit code 7")
                .contains("the reason");
    }

    private JsonNode build(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("build", "--cluster", "local-1", "--output", "json"));
        words.addAll(List.of(more));
        Result result = app.paas(words.toArray(String[]::new));
        assertThat(result.code()).as(result.all()).isZero();
        return JSON.readTree(result.out());
    }
}
