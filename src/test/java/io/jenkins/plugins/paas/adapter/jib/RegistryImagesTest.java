package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bases that are in no list of platforms. */
class RegistryImagesTest {
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    private Path temp;

    private HttpServer server;
    private String name;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        name = "127.0.0.1:" + server.getAddress().getPort() + "/bases/java:1";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"linux,arm64", "windows,amd64"})
    void aBaseOfAnotherPlatformIsRefusedBeforeItsPlatformBecomesOurs(String os, String architecture) {
        serve("{\"os\": \"" + os + "\", \"architecture\": \"" + architecture + "\"}");

        assertThatThrownBy(() -> images().open(name))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining(name + " is for " + os + "/" + architecture + ", not for linux/amd64")
                .hasMessageContaining("docker build --platform linux/amd64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"os\": \"linux\", \"architecture\": \"amd64\"}"})
    void aBaseOfOurPlatformOrOfNoneIsTaken(String config) {
        serve(config);

        assertThat(images().open(name).name()).contains("/bases/java@sha256:");
    }

    @Test
    void anImageOfAnotherPlatformCanBeLookedAt() {
        serve("{\"os\": \"linux\", \"architecture\": \"arm64\"}");

        assertThat(images().find(name).config().path("architecture").asText()).isEqualTo("arm64");
    }

    private void serve(String config) {
        String digest = Digest.ofBytes(config.getBytes(StandardCharsets.UTF_8)).value();
        String manifest = "{\"schemaVersion\": 2, \"config\": {\"digest\": \"" + digest + "\"}, \"layers\": []}";
        answer("/v2/bases/java/manifests/1", manifest);
        answer("/v2/bases/java/blobs/" + digest, config);
    }

    private void answer(String path, String text) {
        server.createContext(path, exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private RegistryImages images() {
        String host = name.substring(0, name.indexOf('/'));
        RegistrySpec spec = new RegistrySpec(host, "", new RegistrySpec.Credentials.DockerConfig(), true);
        RegistryAccess access = new RegistryAccess(List.of(spec), Map.of(), temp);
        return new RegistryImages(access, temp.resolve("cache"), new Backoff(List.of()));
    }
}
