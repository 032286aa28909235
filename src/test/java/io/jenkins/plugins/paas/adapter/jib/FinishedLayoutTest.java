package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.FileHash;
import io.jenkins.plugins.paas.image.Finish;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is added to images of other tools. */
class FinishedLayoutTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    private Path layout;
    private JibImageBuilder builder;

    @BeforeEach
    void folders() {
        layout = temp.resolve("layout");
        builder = new JibImageBuilder(new RegistryAccess(List.of(), Map.of(), temp), temp.resolve("cache"));
    }

    @Test
    void setsLabelsVariablesAndTimeAndLeavesAllOtherSettings() throws IOException {
        made("{\"created\":\"2000-01-01T00:00:00Z\",\"os\":\"linux\",\"config\":{\"User\":\"7\",\"ArgsEscaped\":true,"
                + "\"Labels\":{\"kept\":\"theirs\",\"other\":\"x\"}}}");
        builder.finish(
                layout, new Finish(List.of(), Map.of("A", "b=c"), Map.of("revision", "abc", "kept", "ours"), TIME));

        JsonNode config = config();
        assertThat(config.path("created").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(config.path("os").asText()).isEqualTo("linux");
        assertThat(config.path("config")).isEqualTo(JSON.readTree("""
                {"User": "7", "ArgsEscaped": true, "Env": ["A=b=c"],
                 "Labels": {"kept": "ours", "other": "x", "revision": "abc"}}"""));
    }

    @Test
    void setsLabelsOnAnImageThatHasNoSettings() throws IOException {
        made("{}");
        builder.finish(layout, new Finish(List.of(), Map.of(), Map.of("revision", "abc"), TIME));

        assertThat(config().path("config")).isEqualTo(JSON.readTree("{\"Labels\":{\"revision\":\"abc\"}}"));
    }

    @Test
    void addsLayersThatAreSeenAboveThoseOfTheTool() throws IOException {
        made(
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:theirs\"]},\"history\":[{\"created_by\":\"RUN\"}]}");
        String theirs = LayoutImage.read(layout).layers().get(0);
        Path content = Files.writeString(temp.resolve("content"), "ours");
        Node file = new Node.File(0644, Owner.ROOT, content);
        builder.finish(
                layout,
                new Finish(
                        List.of(new Layer("trust", List.of(new Entry("/etc/file", file, TIME)))),
                        Map.of(),
                        Map.of(),
                        TIME));

        LayoutImage image = LayoutImage.read(layout);
        assertThat(image.layers()).hasSize(2).startsWith(theirs);
        String ours = image.layers().get(1);
        assertThat(FileHash.of(image.layer(ours))).isEqualTo(new Digest(ours).hex());
        assertThat(config().path("rootfs").path("diff_ids")).hasSize(2);
        assertThat(config().path("history").path(1).path("comment").asText()).isEqualTo("trust");

        BaseImage seen = builder.open(layout);
        assertThat(seen.files().all()).containsOnlyKeys("/bin", "/etc", "/etc/file", "/theirs");
    }

    private JsonNode config() throws IOException {
        return JSON.readTree(LayoutImage.read(layout).config());
    }

    /** An image with one layer that has the folder {@code /bin} and the file {@code /theirs}. */
    private void made(String config) throws IOException {
        Node theirs = new Node.File(0644, Owner.ROOT, Files.writeString(temp.resolve("theirs"), "theirs"));
        Layer layer = new Layer(
                "theirs",
                List.of(
                        new Entry("/bin", new Node.Folder(0755, Owner.ROOT), TIME),
                        new Entry("/theirs", theirs, TIME)));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        io.jenkins.plugins.paas.image.LayerTar.write(layer, tar);
        String digest = blob(tar.toByteArray());
        String manifest = blob(("{\"schemaVersion\":2,\"config\":{\"digest\":\""
                        + blob(config.getBytes(StandardCharsets.UTF_8)) + "\",\"size\":1},\"layers\":[{\"digest\":\""
                        + digest + "\"}]}")
                .getBytes(StandardCharsets.UTF_8));
        Files.writeString(layout.resolve("index.json"), "{\"manifests\":[{\"digest\":\"" + manifest + "\"}]}");
    }

    private String blob(byte[] bytes) throws IOException {
        Digest digest = Digest.ofBytes(bytes);
        Files.write(Files.createDirectories(layout.resolve("blobs/sha256")).resolve(digest.hex()), bytes);
        return digest.value();
    }
}
