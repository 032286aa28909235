package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.adapter.jib.Transfers.Transfer;
import io.jenkins.plugins.paas.image.PackedLayer;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.EventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pushes an {@link OwnImage} or a {@link LayoutImage}: layers and configuration, several at once, then the manifest, once. Whoever is
 * killed in between leaves no image that is not whole.
 */
final class OwnPush {
    private final Manifests manifests;
    private final Uploads uploads;
    private final EventSink events;

    OwnPush(RegistryHttp http, EventSink events) {
        this.manifests = new Manifests(http);
        this.uploads = new Uploads(http);
        this.events = events;
    }

    void push(OwnImage image, ImageRef to) throws IOException {
        Repository target = to.repository();
        long total = image.layers().stream().mapToLong(PackedLayer::size).sum();
        SentBytes sent = sent(target, total);
        List<Transfer> transfers = new ArrayList<>();
        for (PackedLayer layer : image.layers()) {
            transfers.add(() -> uploads.send(layer.digest().value(), layer.file(), target, sent::more));
        }
        image.base()
                .ifPresent(base ->
                        base.keptLayers().forEach(layer -> transfers.add(() -> fromBase(layer, base, target))));
        push(transfers, image.config(), image.manifest(), to);
    }

    private void fromBase(JsonNode layer, RegistryImages.Found base, Repository target) {
        uploads.copy(
                layer.path("digest").asText(), layer.path("size").asLong(), base.repository(), target, bytes -> {});
    }

    /** Layers that lie in files. */
    void push(LayoutImage image, ImageRef to) throws IOException {
        Repository target = to.repository();
        long total = 0;
        for (String layer : image.layers()) {
            total += Files.size(image.layer(layer));
        }
        SentBytes sent = sent(target, total);
        List<Transfer> transfers = new ArrayList<>();
        for (String layer : image.layers()) {
            Path file = image.layer(layer);
            transfers.add(() -> uploads.send(layer, file, target, sent::more));
        }
        push(transfers, image.config(), image.manifest(), to);
    }

    private SentBytes sent(Repository target, long total) {
        return new SentBytes(events, "sending the image to " + target, total);
    }

    private void push(List<Transfer> layers, byte[] config, Manifest manifest, ImageRef to) throws IOException {
        List<Transfer> all = new ArrayList<>(layers);
        all.add(() -> uploads.send(Digest.ofBytes(config).value(), config, to.repository()));
        Transfers.carryOut(all, to.repository().host());
        manifests.put(to.repository(), Manifests.reference(to), manifest);
    }
}
