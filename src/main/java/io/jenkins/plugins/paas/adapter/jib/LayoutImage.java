package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.port.ImageBuilder.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image that another tool left as an OCI image layout, with labels and time of ours. Both stand in the configuration alone:
 * the layers stay as they are.
 */
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

    static LayoutImage read(Path layout, Stamp stamp) throws IOException {
        JsonNode found = JSON.readTree(layout.resolve("index.json").toFile());
        for (int i = 0; found.has("manifests"); i++) {
            if (i == DEEPEST || found.path("manifests").isEmpty()) {
                throw new IOException("the image layout names no image");
            }
            found = JSON.readTree(blob(layout, ours(found)).toFile());
        }
        ObjectNode manifest = found.deepCopy();
        String number = manifest.path("config").path("digest").asText();
        byte[] config = JSON.writeValueAsBytes(
                stamped(JSON.readTree(blob(layout, number).toFile()), stamp));
        ((ObjectNode) manifest.path("config"))
                .put("digest", Digest.ofBytes(config).value())
                .put("size", config.length);
        List<String> layers = new ArrayList<>();
        manifest.path("layers").forEach(layer -> layers.add(layer.path("digest").asText()));
        Manifest ours = new Manifest(manifest.path("mediaType").asText(TYPE), JSON.writeValueAsBytes(manifest));
        return new LayoutImage(layout, config, ours, layers);
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

    private static ObjectNode stamped(JsonNode config, Stamp stamp) {
        ObjectNode stamped = config.deepCopy();
        stamped.put("created", stamp.created().toString());
        ObjectNode settings = stamped.withObject("/config");
        ObjectNode labels = settings.withObject("/Labels");
        stamp.labels().forEach(labels::put);
        return stamped;
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
        LayoutFolder layout = LayoutFolder.begin(folder);
        for (String layer : layers) {
            layout.add(new Digest(layer), layer(layer));
        }
        layout.end(config, manifest);
    }
}
