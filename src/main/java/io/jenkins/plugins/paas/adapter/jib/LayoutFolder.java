package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one image as an OCI image layout.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
final class LayoutFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path blobs;

    private LayoutFolder(Path folder, Path blobs) {
        this.folder = folder;
        this.blobs = blobs;
    }

    static LayoutFolder begin(Path folder) throws IOException {
        return new LayoutFolder(folder, Files.createDirectories(folder.resolve("blobs/sha256")));
    }

    /** Copies a blob, unless it is there: an image may have a layer twice. */
    void add(Digest digest, Path file) throws IOException {
        Path blob = blobs.resolve(digest.hex());
        if (!Files.exists(blob)) {
            Files.copy(file, blob);
        }
    }

    /** Writes what makes an image of the blobs. */
    void end(byte[] config, Manifest manifest) throws IOException {
        byte[] bytes = manifest.bytes();
        Files.write(blobs.resolve(Digest.ofBytes(config).hex()), config);
        Files.write(blobs.resolve(manifest.digest().hex()), bytes);
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        index.putArray("manifests")
                .addObject()
                .put("mediaType", manifest.type())
                .put("digest", manifest.digest().value())
                .put("size", bytes.length);
        Files.write(folder.resolve("index.json"), JSON.writeValueAsBytes(index));
    }
}
