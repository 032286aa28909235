package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.tar.TarExtractor;
import io.jenkins.plugins.paas.image.FileHash;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestException;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Adds an image to an OCI image layout. Blobs come first and the index last, each renamed into place, so that a reader never
 * finds an image that is not whole.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
final class OciLayout {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path blobs;

    private OciLayout(Path folder) {
        this.folder = folder;
        this.blobs = folder.resolve("blobs/sha256");
    }

    /**
     * Adds an image.
     *
     * @param folder the layout, made when missing
     * @param tar the image as {@code docker save} writes it, with compressed layers
     * @return the digest of its manifest
     */
    static Digest add(Path folder, Path tar, ImageRef image) throws IOException {
        OciLayout layout = new OciLayout(folder);
        Files.createDirectories(layout.blobs);
        Path unpacked = Files.createTempDirectory(folder, ".part-");
        try {
            TarExtractor.extract(tar, unpacked);
            return layout.add(unpacked, image);
        } finally {
            remove(unpacked);
        }
    }

    private Digest add(Path unpacked, ImageRef image) throws IOException {
        JsonNode saved =
                JSON.readTree(unpacked.resolve("manifest.json").toFile()).get(0);
        // Jib's own words, so that the manifest has the very bytes that Jib would push.
        OciManifestTemplate manifest = new OciManifestTemplate();
        for (JsonNode layer : saved.get("Layers")) {
            Path file = unpacked.resolve(layer.asText());
            long size = Files.size(file);
            manifest.addLayer(size, digest(keep(file)));
        }
        Path config = unpacked.resolve(saved.get("Config").asText());
        long size = Files.size(config);
        manifest.setContainerConfiguration(size, digest(keep(config)));
        byte[] bytes = JsonTemplateMapper.toByteArray(manifest);
        Path file = Files.write(unpacked.resolve("manifest"), bytes);
        String hash = keep(file);
        index(unpacked, hash, bytes.length, image.tag().orElse("latest"));
        return new Digest("sha256:" + hash);
    }

    /** Moves a file among the blobs; returns its hash. */
    private String keep(Path file) throws IOException {
        String hash = FileHash.of(file);
        Files.move(file, blobs.resolve(hash), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return hash;
    }

    private void index(Path unpacked, String hash, int size, String tag) throws IOException {
        Path index = folder.resolve("index.json");
        ArrayNode manifests = JSON.createArrayNode();
        if (Files.exists(index)) {
            for (JsonNode other : JSON.readTree(index.toFile()).path("manifests")) {
                if (!other.path("annotations").path(NAME).asText("").equals(tag)) {
                    manifests.add(other);
                }
            }
        }
        ObjectNode entry = manifests.addObject();
        entry.put("mediaType", OciManifestTemplate.MANIFEST_MEDIA_TYPE)
                .put("digest", "sha256:" + hash)
                .put("size", size);
        entry.putObject("annotations").put(NAME, tag);
        ObjectNode document = JSON.createObjectNode();
        document.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
        document.set("manifests", manifests);
        Path layoutFile = Files.writeString(unpacked.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Path newIndex = Files.write(unpacked.resolve("index.json"), JSON.writeValueAsBytes(document));
        Files.move(layoutFile, folder.resolve("oci-layout"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(newIndex, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static DescriptorDigest digest(String hash) throws IOException {
        try {
            return DescriptorDigest.fromHash(hash);
        } catch (DigestException e) {
            throw new IOException(e);
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
