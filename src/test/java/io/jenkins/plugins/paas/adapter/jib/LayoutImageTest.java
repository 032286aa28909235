package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutImageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void isReadAsItIs() throws IOException {
        String layer = blob("layer");
        index(manifest("{\"os\":\"linux\",\"config\":{\"User\":\"7\"}}", layer));
        LayoutImage image = LayoutImage.read(folder);

        assertThat(new String(image.config(), StandardCharsets.UTF_8))
                .isEqualTo("{\"os\":\"linux\",\"config\":{\"User\":\"7\"}}");
        assertThat(image.manifest().json().path("config").path("digest").asText())
                .isEqualTo(Digest.ofBytes(image.config()).value());
        assertThat(image.layers()).containsExactly(layer);
    }

    @Test
    void findsTheImageOfOurPlatformInAListBesideAttestations() throws IOException {
        String ours = manifest("{\"os\":\"linux\"}", blob("ours"));
        String other = manifest("{\"os\":\"unknown\"}", blob("other"));
        String list = blob("{\"manifests\":[{\"digest\":\"" + other + "\",\"platform\":{\"architecture\":\"unknown\"}},"
                + "{\"digest\":\"" + ours + "\",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}");
        index(list);
        JsonNode config = JSON.readTree(LayoutImage.read(folder).config());
        assertThat(config.path("os").asText()).isEqualTo("linux");
    }

    @Test
    void takesNoNameOfAFileForADigest() throws IOException {
        index("sha256:../../etc/passwd");
        assertThatThrownBy(() -> LayoutImage.read(folder))
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
