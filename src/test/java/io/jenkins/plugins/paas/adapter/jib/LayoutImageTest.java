package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.port.ImageBuilder.Stamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutImageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Stamp STAMP =
            new Stamp(Map.of("revision", "abc", "kept", "ours"), Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    Path folder;

    @Test
    void setsLabelsAndTimeAndLeavesTheRestOfTheConfigurationAndTheLayers() throws IOException {
        String layer = blob("layer");
        index(manifest(
                "{\"created\":\"2000-01-01T00:00:00Z\",\"os\":\"linux\",\"config\":{\"User\":\"7\","
                        + "\"Labels\":{\"kept\":\"theirs\",\"other\":\"x\"}}}",
                layer));
        LayoutImage image = LayoutImage.read(folder, STAMP);

        JsonNode config = JSON.readTree(image.config());
        assertThat(config.path("created").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(config.path("os").asText()).isEqualTo("linux");
        assertThat(config.path("config").path("User").asText()).isEqualTo("7");
        assertThat(config.path("config").path("Labels"))
                .isEqualTo(JSON.readTree("{\"kept\":\"ours\",\"other\":\"x\",\"revision\":\"abc\"}"));
        JsonNode manifest = image.manifest().json();
        assertThat(manifest.path("config").path("digest").asText())
                .isEqualTo(Digest.ofBytes(image.config()).value());
        assertThat(manifest.path("config").path("size").asInt()).isEqualTo(image.config().length);
        assertThat(image.layers()).containsExactly(layer);
    }

    @Test
    void setsLabelsOnAnImageThatHasNoSettings() throws IOException {
        index(manifest("{}", blob("layer")));
        JsonNode config = JSON.readTree(LayoutImage.read(folder, STAMP).config());
        assertThat(config.path("config").path("Labels").path("revision").asText())
                .isEqualTo("abc");
    }

    @Test
    void findsTheImageOfOurPlatformInAListBesideAttestations() throws IOException {
        String ours = manifest("{\"os\":\"linux\"}", blob("ours"));
        String other = manifest("{\"os\":\"unknown\"}", blob("other"));
        String list = blob("{\"manifests\":[{\"digest\":\"" + other + "\",\"platform\":{\"architecture\":\"unknown\"}},"
                + "{\"digest\":\"" + ours + "\",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}");
        index(list);
        JsonNode config = JSON.readTree(LayoutImage.read(folder, STAMP).config());
        assertThat(config.path("os").asText()).isEqualTo("linux");
    }

    @Test
    void takesNoNameOfAFileForADigest() throws IOException {
        index("sha256:../../etc/passwd");
        assertThatThrownBy(() -> LayoutImage.read(folder, STAMP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no digest");
    }

    private String manifest(String config, String layer) throws IOException {
        return blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + blob(config)
                + "\",\"size\":1},\"layers\":[{\"digest\":\"" + layer + "\"}]}");
    }

    private void index(String digest) throws IOException {
        Files.writeString(folder.resolve("index.json"), "{\"manifests\":[{\"digest\":\"" + digest + "\"}]}");
    }

    private String blob(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.ofBytes(bytes);
        Files.write(Files.createDirectories(folder.resolve("blobs/sha256")).resolve(digest.hex()), bytes);
        return digest.value();
    }
}
