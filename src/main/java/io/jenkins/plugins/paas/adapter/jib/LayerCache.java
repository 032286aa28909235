package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.common.collect.ImmutableList;
import io.jenkins.plugins.paas.image.FileHash;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.LayerTar;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts our layers into Jib's cache and hands Jib something that it finds them by. Jib's own layers know neither links nor
 * sticky bits, and Jib knows a cached layer again by the paths and times of its files alone; but two checkouts, one after the
 * other in one folder, may have the same paths and times and other content. Here a layer is found by its content, from any
 * checkout.
 */
final class LayerCache {
    /** Changes whenever the same entries would give other bytes. */
    private static final String FORMAT = "layer-1";

    private static final Instant TIME = Instant.EPOCH;

    private final Path markers;
    private final Path layers;

    /**
     * A cache.
     *
     * @param markers a folder for files that stand for layers
     * @param layers Jib's folder for layers
     */
    LayerCache(Path markers, Path layers) {
        this.markers = markers;
        this.layers = layers;
    }

    /**
     * A layer that is in Jib's cache.
     *
     * @param known what Jib finds it by
     * @param cached the layer itself, packed
     */
    record Kept(FileEntriesLayer known, CachedLayer cached) {}

    /** Puts a layer into Jib's cache, unless it is there. */
    Kept of(Layer layer) throws IOException, CacheDirectoryCreationException {
        FileEntry marker = new FileEntry(
                marker(hash(layer)), AbsoluteUnixPath.get("/marker"), FilePermissions.DEFAULT_FILE_PERMISSIONS, TIME);
        Cache cache = Cache.withDirectory(layers);
        Optional<CachedLayer> known = cached(cache, marker);
        CachedLayer cached = known.isPresent()
                ? known.get()
                : cache.writeUncompressedLayer(
                        Blobs.from(out -> LayerTar.write(layer, out), true), ImmutableList.of(marker));
        return new Kept(
                FileEntriesLayer.builder()
                        .setName(layer.name())
                        .addEntry(marker)
                        .build(),
                cached);
    }

    private static Optional<CachedLayer> cached(Cache cache, FileEntry marker) throws IOException {
        try {
            return cache.retrieve(ImmutableList.of(marker));
        } catch (CacheCorruptedException e) {
            // Written anew.
            return Optional.empty();
        }
    }

    private Path marker(String hash) throws IOException {
        Path marker = markers.resolve(hash);
        if (!Files.exists(marker)) {
            Files.createDirectories(markers);
            Files.write(marker, new byte[0]);
        }
        Files.setLastModifiedTime(marker, FileTime.from(TIME));
        return marker;
    }

    private static String hash(Layer layer) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(FORMAT);
        for (Entry entry : layer.entries()) {
            Node node = entry.node();
            parts.add(entry.target());
            parts.add(node.mode() + " " + node.owner() + " " + entry.modified());
            if (node instanceof Node.File file) {
                parts.add("file " + FileHash.of(file.content()));
            } else {
                parts.add(node instanceof Node.Link link ? "link " + link.target() : "folder");
            }
        }
        return Sha256.ofParts(parts);
    }
}
