package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.image.Finish;
import io.jenkins.plugins.paas.image.PackedLayer;
import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Adds layers, variables, labels and a time to an image that another tool left as an OCI image layout. Its own layers, and the settings
 * that are not named, stay as they are, those that we have no word for among them.
 */
final class FinishedLayout {
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path layout;
    private final Finish finish;
    private final List<PackedLayer> layers;

    /**
     * A layout to be finished.
     *
     * @param layers those of {@code finish}, packed
     */
    FinishedLayout(Path layout, Finish finish, List<PackedLayer> layers) {
        this.layout = layout;
        this.finish = finish;
        this.layers = List.copyOf(layers);
    }

    void write() throws IOException {
        LayoutImage made = LayoutImage.read(layout);
        byte[] config = JSON.writeValueAsBytes(config(JSON.readTree(made.config())));
        Manifest manifest =
                new Manifest(made.manifest().type(), JSON.writeValueAsBytes(manifest(made.manifest(), config)));
        LayoutImage finished = LayoutImage.of(layout, config, manifest);
        for (PackedLayer layer : layers) {
            Path file = finished.layer(layer.digest().value());
            Files.copy(layer.file(), file, StandardCopyOption.REPLACE_EXISTING);
        }
        finished.writeHead(layout);
    }

    private ObjectNode config(JsonNode made) {
        ObjectNode config = made.deepCopy();
        config.put("created", finish.created().toString());
        ObjectNode settings = config.withObject("/config");
        if (!finish.variables().isEmpty()) {
            ArrayNode variables = settings.putArray("Env");
            finish.variables().forEach((name, value) -> variables.add(name + "=" + value));
        }
        ObjectNode labels = settings.withObject("/Labels");
        finish.labels().forEach(labels::put);
        for (int i = 0; i < layers.size(); i++) {
            config.withObject("/rootfs")
                    .withArray("/diff_ids")
                    .add(layers.get(i).diffId().value());
            config.withArray("/history")
                    .addObject()
                    .put("created", finish.created().toString())
                    .put("created_by", "paas-deploy")
                    .put("comment", finish.layers().get(i).name());
        }
        return config;
    }

    private ObjectNode manifest(Manifest made, byte[] config) throws IOException {
        ObjectNode manifest = made.json().deepCopy();
        ((ObjectNode) manifest.path("config"))
                .put("digest", Digest.ofBytes(config).value())
                .put("size", config.length);
        for (PackedLayer layer : layers) {
            manifest.withArray("/layers")
                    .addObject()
                    .put("mediaType", made.type().contains("docker") ? DOCKER_LAYER : LAYER)
                    .put("digest", layer.digest().value())
                    .put("size", layer.size());
        }
        return manifest;
    }
}
