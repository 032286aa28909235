package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.cache.CachedLayer;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Pushes an {@link OwnImage} or a {@link LayoutImage}: layers, configuration, and the manifest last, once. Jib would push a manifest of its own under the
 * tag before it can be mended, and whoever is killed in between would leave an image that lacks what its Dockerfile says.
 */
final class OwnPush {
    private final Manifests manifests;
    private final Uploads uploads;

    OwnPush(RegistryHttp http) {
        this.manifests = new Manifests(http);
        this.uploads = new Uploads(http);
    }

    void push(OwnImage image, ImageRef to) throws IOException {
        Repository target = to.repository();
        image.base().ifPresent(base -> {
            for (JsonNode layer : base.layers()) {
                // Layers with addresses of their own are not kept in registries.
                if (!layer.has("urls")) {
                    uploads.copy(
                            layer.path("digest").asText(),
                            layer.path("size").asLong(),
                            base.repository(),
                            target,
                            bytes -> {});
                }
            }
        });
        for (CachedLayer layer : image.layers()) {
            layer(layer, target);
        }
        byte[] config = image.config();
        uploads.send(Digest.ofBytes(config).value(), target, () -> BodyPublishers.ofByteArray(config));
        manifests.put(target, Manifests.reference(to), image.manifest());
    }

    /** Layers that lie in files. */
    void push(LayoutImage image, ImageRef to) throws IOException {
        Repository target = to.repository();
        for (String layer : image.layers()) {
            uploads.send(layer, target, content(image.layer(layer)));
        }
        byte[] config = image.config();
        uploads.send(Digest.ofBytes(config).value(), target, () -> BodyPublishers.ofByteArray(config));
        manifests.put(target, Manifests.reference(to), image.manifest());
    }

    private void layer(CachedLayer layer, Repository target) throws IOException {
        String digest = layer.getDigest().toString();
        if (uploads.there(digest, target)) {
            return;
        }
        Path file = Files.createTempFile("paas-layer-", "");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                layer.getBlob().writeTo(out);
            }
            uploads.send(digest, target, content(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Supplier<BodyPublisher> content(Path file) {
        return () -> {
            try {
                return BodyPublishers.ofFile(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
