package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.tar.TarStreamBuilder;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An image that is saved: an OCI image layout in a folder of its own, that is handed on as a file or into another
 * layout.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
final class SavedImage implements AutoCloseable {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String BLOBS = "blobs/sha256";
    private static final String LAYOUT = "oci-layout";
    private static final String INDEX = "index.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path unpacked;
    private final ImageRef image;

    private SavedImage(Path unpacked, ImageRef image) {
        this.unpacked = unpacked;
        this.image = image;
    }

    /** Lays an image of ours out in a new folder beside a file. */
    static SavedImage of(OwnImage own, RegistryImages images, Path beside, ImageRef image) throws IOException {
        return laidOut(beside, image, folder -> own.writeTo(folder, images));
    }

    /** Copies an image of another tool into a new folder beside a file. */
    static SavedImage of(LayoutImage other, Path beside, ImageRef image) throws IOException {
        return laidOut(beside, image, other::writeTo);
    }

    /** Writes an image as a layout. */
    private interface Layout {
        void writeTo(Path folder) throws IOException;
    }

    private static SavedImage laidOut(Path beside, ImageRef image, Layout layout) throws IOException {
        Path folder = Files.createTempDirectory(beside.toAbsolutePath().getParent(), ".part-");
        SavedImage saved = new SavedImage(folder, image);
        try {
            layout.writeTo(folder);
            return saved;
        } catch (IOException | PaasException e) {
            saved.close();
            throw e;
        }
    }

    /** The digest of its manifest. */
    Digest digest() throws IOException {
        return new Digest(descriptor().path("digest").asText());
    }

    /**
     * Adds it to a layout. Blobs come first and the index last, each renamed into place, so that a reader never finds an
     * image that is not whole.
     */
    void addTo(Path layout) throws IOException {
        Path blobs = Files.createDirectories(layout.resolve(BLOBS));
        for (String blob : blobs()) {
            move(unpacked.resolve(BLOBS).resolve(blob), blobs.resolve(blob));
        }
        move(unpacked.resolve(LAYOUT), layout.resolve(LAYOUT));
        Path part = Files.write(unpacked.resolve("new-index"), JSON.writeValueAsBytes(index(layout.resolve(INDEX))));
        move(part, layout.resolve(INDEX));
    }

    /** Writes it as a tar that is an OCI layout and, by one more file, what {@code docker load} of any version reads. */
    void writeTo(Path file) throws IOException {
        TarStreamBuilder tar = new TarStreamBuilder();
        Instant time = Instant.EPOCH;
        for (String blob : blobs()) {
            Path content = unpacked.resolve(BLOBS).resolve(blob);
            tar.addBlobEntry(Blobs.from(content), Files.size(content), BLOBS + "/" + blob, time);
        }
        tar.addByteEntry(Files.readAllBytes(unpacked.resolve(LAYOUT)), LAYOUT, time);
        tar.addByteEntry(JSON.writeValueAsBytes(index(unpacked.resolve("none"))), INDEX, time);
        tar.addByteEntry(JSON.writeValueAsBytes(dockerManifest()), "manifest.json", time);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            tar.writeAsTarArchiveTo(out);
        }
    }

    private ArrayNode dockerManifest() throws IOException {
        JsonNode manifest = manifest();
        ArrayNode saved = JSON.createArrayNode();
        ObjectNode entry = saved.addObject();
        entry.put("Config", path(manifest.path("config")));
        entry.putArray("RepoTags").add(image.repository() + ":" + tag());
        ArrayNode layers = entry.putArray("Layers");
        manifest.path("layers").forEach(layer -> layers.add(path(layer)));
        return saved;
    }

    /** An index with the images of another one, as far as they have other names, and this one. */
    private ObjectNode index(Path others) throws IOException {
        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
        ArrayNode manifests = index.putArray("manifests");
        if (Files.exists(others)) {
            for (JsonNode other : JSON.readTree(others.toFile()).path("manifests")) {
                if (!other.path("annotations").path(NAME).asText("").equals(tag())) {
                    manifests.add(other);
                }
            }
        }
        ObjectNode own = descriptor().deepCopy();
        own.remove("annotations");
        own.putObject("annotations").put(NAME, tag());
        manifests.add(own);
        return index;
    }

    private String tag() {
        return image.tag().orElse("latest");
    }

    private ObjectNode descriptor() throws IOException {
        return (ObjectNode) JSON.readTree(unpacked.resolve(INDEX).toFile())
                .path("manifests")
                .path(0);
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(unpacked.resolve(path(descriptor())).toFile());
    }

    private static String path(JsonNode descriptor) {
        return BLOBS + "/" + descriptor.path("digest").asText().replaceFirst("^sha256:", "");
    }

    /** In the order in which a reader wants them, each once. */
    private Set<String> blobs() throws IOException {
        List<String> paths = new ArrayList<>();
        paths.add(path(descriptor()));
        paths.add(path(manifest().path("config")));
        manifest().path("layers").forEach(layer -> paths.add(path(layer)));
        Set<String> names = new LinkedHashSet<>();
        paths.forEach(path -> names.add(path.substring(BLOBS.length() + 1)));
        return names;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
