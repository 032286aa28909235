package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Base images with RUN on a stand-in for Alpine, and an App that is built on one. */
class BaseImageIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private SandboxApp app;
    private String name;

    @BeforeEach
    void aPlatformTeamsRepository() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/buildah")), "buildah is not installed");
        app = SandboxApp.in(folder);
        name = "small" + app.namespace().replace("it-", "");
        Path platform = elsewhere.resolve("platform.yaml");
        Files.writeString(platform, Files.readString(Path.of(System.getenv("PAAS_PLATFORM"))));
        app.with("PAAS_PLATFORM", platform.toString())
                .with("STORAGE_DRIVER", "vfs")
                .with("CONTAINERS_STORAGE_CONF", storage().toString())
                .write("base/" + name + "/Dockerfile", """
                        ARG alpine=alpine:3.22
                        FROM ${alpine}
                        USER 0
                        RUN echo 1 > /etc/base-version
                        USER 10001
                        """)
                .commit("a base image");
    }

    private Path storage() throws IOException {
        return Files.writeString(
                elsewhere.resolve("storage.conf"),
                "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + elsewhere.resolve("root") + "\"\nrunroot = \""
                        + elsewhere.resolve("run") + "\"\n");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void isBuiltPushedAndBuiltOn() throws Exception {
        String alpine = "--arg=alpine=127.0.0.1:5000/base/static:1";
        JsonNode built = JSON.readTree(
                ends("base", "build", name, "--version", "1", alpine, "--team", app.namespace(), "--output", "json")
                        .out());
        String image = built.path("image").asText();
        assertThat(image).startsWith("127.0.0.1:5000/apps/base/" + name + ":1@sha256:");
        assertThat(built.path("builder").asText()).startsWith("buildah ");

        Result again = app.paas("base", "build", name, "--version", "1", alpine, "--team", app.namespace());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("E_BASE_EXISTS", "--version");

        JsonNode records = JSON.readTree(ends("base", "history", "--team", app.namespace(), "--output", "json")
                .out());
        assertThat(records.path("records")).hasSize(1);
        assertThat(records.path("records").path(0).path("details").path("image").asText())
                .isEqualTo(image);

        app.edit(yaml -> yaml + "build: {args: {BASE: \"" + image + "\"}}\n").commit("on the new base");
        app.deployed();
        assertThat(app.kubectl("exec", "deployment/web", "--", "cat", "/etc/base-version"))
                .isEqualTo("1\n");
    }

    @Test
    void theListShowsWhatThePlatformUses() throws IOException {
        Path platform = elsewhere.resolve("platform.yaml");
        Files.writeString(
                platform,
                Files.readString(platform).replace("baseImages:", "baseImages:\n  " + name + ": example.com/base:1"));
        assertThat(ends("base", "list").out()).containsPattern(name + " +example.com/base:1");
    }

    private Result ends(String... args) {
        Result result = app.paas(args);
        assertThat(result.code()).as(result.all()).isZero();
        return result;
    }
}
