package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An image that another tool left as an OCI image layout. */
final class LayoutImage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** Lists within lists; no tool makes more than one. */
    private static final int DEEPEST = 4;

    private final Path layout;
    private final byte[] config;
    private final Manifest manifest;
    private final List<String> layers;

    private LayoutImage(Path layout, byte[] config, Manifest manifest, List<String> layers) {
        this.layout = layout;
        this.config = config;
        this.manifest = manifest;
        this.layers = List.copyOf(layers);
    }

    static LayoutImage read(Path layout) throws IOException {
        JsonNode found = JSON.readTree(layout.resolve("index.json").toFile());
        byte[] bytes = new byte[0];
        for (int i = 0; found.has("manifests"); i++) {
            if (i == DEEPEST || found.path("manifests").isEmpty()) {
                throw new IOException("the image layout names no image");
            }
            bytes = Files.readAllBytes(blob(layout, ours(found)));
            found = JSON.readTree(bytes);
        }
        byte[] config = Files.readAllBytes(
                blob(layout, found.path("config").path("digest").asText()));
        return of(layout, config, new Manifest(found.path("mediaType").asText(TYPE), bytes));
    }

    /** One whose configuration and manifest are not in the layout yet. */
    static LayoutImage of(Path layout, byte[] config, Manifest manifest) throws IOException {
        List<String> layers = new ArrayList<>();
        manifest.json()
                .path("layers")
                .forEach(layer -> layers.add(layer.path("digest").asText()));
        return new LayoutImage(layout, config, manifest, layers);
    }

    /** That of our platform; attestations stand beside it as images of an unknown one. */
    private static String ours(JsonNode list) {
        for (JsonNode each : list.path("manifests")) {
            String architecture = each.path("platform").path("architecture").asText("amd64");
            if (architecture.equals("amd64")) {
                return each.path("digest").asText();
            }
        }
        return list.path("manifests").path(0).path("digest").asText();
    }

    private static Path blob(Path layout, String digest) throws IOException {
        // What is read here becomes a name of a file.
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IOException("'" + digest + "' is no digest");
        }
        return layout.resolve("blobs/sha256").resolve(new Digest(digest).hex());
    }

    byte[] config() {
        return config.clone();
    }

    Manifest manifest() {
        return manifest;
    }

    /** Digests of its layers, in order. */
    List<String> layers() {
        return layers;
    }

    Path layer(String digest) throws IOException {
        return blob(layout, digest);
    }

    /** Writes it as a layout of its own. */
    void writeTo(Path folder) throws IOException {
        LayoutFolder target = LayoutFolder.begin(folder);
        for (String layer : layers) {
            target.add(new Digest(layer), layer(layer));
        }
        target.end(config, manifest);
    }

    /** Makes it the only image of a layout that has its layers. */
    void writeHead(Path folder) throws IOException {
        LayoutFolder.begin(folder).end(config, manifest);
    }
}
