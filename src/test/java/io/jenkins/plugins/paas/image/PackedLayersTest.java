package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedLayersTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    private PackedLayers layers;

    @BeforeEach
    void open() {
        layers = new PackedLayers(temp.resolve("cache"));
    }

    @Test
    void isKnownByTheDigestsOfItsBytesPackedAndPlain() throws Exception {
        PackedLayer packed = layers.of(layer(file("a", "content")));
        assertThat(packed.digest().hex()).isEqualTo(FileHash.of(packed.file()));
        assertThat(packed.size()).isEqualTo(Files.size(packed.file()));
        Path tar = temp.resolve("tar");
        try (InputStream plain = new GZIPInputStream(Files.newInputStream(packed.file()))) {
            Files.copy(plain, tar);
        }
        assertThat(packed.diffId().hex()).isEqualTo(FileHash.of(tar));
    }

    @Test
    void isFoundByItsContentFromAnotherCheckout() throws Exception {
        PackedLayer first = layers.of(layer(file("here/a", "content")));
        Instant written = Instant.parse("2001-01-01T00:00:00Z");
        Files.setLastModifiedTime(first.file(), FileTime.from(written));
        PackedLayer second = layers.of(layer(file("there/a", "content")));
        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.file()).toInstant()).isEqualTo(written);
    }

    @Test
    void otherContentOfTheSameLengthAndTimeIsAnotherLayer() throws Exception {
        Path file = file("a", "content");
        PackedLayer first = layers.of(layer(file));
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "CONTENT");
        Files.setLastModifiedTime(file, time);
        assertThat(layers.of(layer(file)).digest()).isNotEqualTo(first.digest());
    }

    @Test
    void whatIsNotWholeAnyMoreIsPackedAnew() throws Exception {
        Layer layer = layer(file("a", "content"));
        PackedLayer first = layers.of(layer);
        Files.write(first.file(), new byte[] {1, 2, 3});
        assertThat(layers.of(layer)).isEqualTo(first);
        assertThat(FileHash.of(first.file())).isEqualTo(first.digest().hex());
        Files.delete(first.file());
        assertThat(layers.of(layer)).isEqualTo(first);
    }

    @Test
    void theBytesDoNotDependOnTheNumberOfThreads() throws Exception {
        byte[] noise = new byte[3 * GzipBlock.LENGTH];
        new Random(1).nextBytes(noise);
        Layer layer = layer(Files.write(temp.resolve("noise"), noise), file("text", "word ".repeat(100_000)));
        PackedLayer one = LayerPacking.pack(layer, temp.resolve("one"), 1);
        PackedLayer eight = LayerPacking.pack(layer, temp.resolve("eight"), 8);
        assertThat(eight.digest()).isEqualTo(one.digest());
        assertThat(eight.diffId()).isEqualTo(one.diffId()).isEqualTo(LayerPacking.diffId(layer));
    }

    private Path file(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Layer layer(Path... files) {
        return new Layer(
                "files",
                List.of(files).stream()
                        .map(file -> new Entry("/" + file.getFileName(), new Node.File(0644, Owner.ROOT, file), TIME))
                        .toList());
    }
}
