package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.PackedLayer;
import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An image of a plan: its configuration and its manifest, over the layers of its base and its own. */
final class OwnImage {
    private static final String OCI = "application/vnd.oci.image.";
    private static final String LAYER = OCI + "layer.v1.tar";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] config;
    private final Manifest manifest;
    private final Optional<RegistryImages.Found> base;
    private final List<PackedLayer> layers;

    private OwnImage(byte[] config, Manifest manifest, Optional<RegistryImages.Found> base, List<PackedLayer> layers) {
        this.config = config;
        this.manifest = manifest;
        this.base = base;
        this.layers = List.copyOf(layers);
    }

    /** The configuration's bytes. */
    byte[] config() {
        return config.clone();
    }

    Manifest manifest() {
        return manifest;
    }

    /** Where the base's layers are; nothing for an image without a base. */
    Optional<RegistryImages.Found> base() {
        return base;
    }

    /** Our own layers, in order. */
    List<PackedLayer> layers() {
        return layers;
    }

    /** Writes it as a layout, with the layers of its base. */
    void writeTo(Path folder, RegistryImages images) throws IOException {
        LayoutFolder layout = LayoutFolder.begin(folder);
        if (base.isPresent()) {
            for (JsonNode layer : base.get().keptLayers()) {
                String digest = layer.path("digest").asText();
                layout.add(new Digest(digest), images.layer(base.get(), digest));
            }
        }
        for (PackedLayer layer : layers) {
            layout.add(layer.digest(), layer.file());
        }
        layout.end(config, manifest);
    }

    /** Puts an image together; {@code layers} are those of the plan. */
    static OwnImage of(ImagePlan plan, Optional<RegistryImages.Found> base, List<PackedLayer> layers)
            throws IOException {
        byte[] config = JSON.writeValueAsBytes(config(plan, base, layers));
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", OCI + "manifest.v1+json");
        manifest.set(
                "config",
                descriptor(OCI + "config.v1+json", Digest.ofBytes(config).value(), config.length));
        ArrayNode all = manifest.putArray("layers");
        base.ifPresent(found -> found.layers().forEach(layer -> all.add(ociLayer(layer))));
        for (PackedLayer layer : layers) {
            all.add(descriptor(LAYER + "+gzip", layer.digest().value(), layer.size()));
        }
        return new OwnImage(
                config, new Manifest(OCI + "manifest.v1+json", JSON.writeValueAsBytes(manifest)), base, layers);
    }

    private static ObjectNode config(ImagePlan plan, Optional<RegistryImages.Found> base, List<PackedLayer> layers) {
        ImageConfig settings = plan.config();
        JsonNode below = base.map(RegistryImages.Found::config).orElseGet(JSON::createObjectNode);
        ObjectNode config = JSON.createObjectNode();
        config.put("created", plan.created().toString());
        settings.author().ifPresent(author -> config.put("author", author));
        config.put("architecture", below.path("architecture").asText("amd64"));
        config.put("os", below.path("os").asText("linux"));
        if (below.has("variant")) {
            config.set("variant", below.path("variant"));
        }
        config.set("config", ConfigJson.of(settings));
        ObjectNode files = config.putObject("rootfs").put("type", "layers");
        ArrayNode ids = files.putArray("diff_ids");
        below.path("rootfs").path("diff_ids").forEach(ids::add);
        ArrayNode history = config.putArray("history");
        below.path("history").forEach(history::add);
        for (int i = 0; i < layers.size(); i++) {
            ids.add(layers.get(i).diffId().value());
            history.addObject()
                    .put("created", plan.created().toString())
                    .put("created_by", "paas-deploy")
                    .put("comment", plan.layers().get(i).name());
        }
        return config;
    }

    /** A layer of the base, whose bytes are the same in Docker's words and in OCI's. */
    private static ObjectNode ociLayer(JsonNode layer) {
        ObjectNode descriptor = layer.deepCopy();
        String type = layer.path("mediaType").asText("");
        if (type.startsWith("application/vnd.docker.image.rootfs.diff.tar")) {
            descriptor.put("mediaType", type.endsWith("gzip") ? LAYER + "+gzip" : LAYER);
        }
        return descriptor;
    }

    private static ObjectNode descriptor(String type, String digest, long size) {
        return JSON.createObjectNode()
                .put("mediaType", type)
                .put("digest", digest)
                .put("size", size);
    }
}
