package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Layers of our own, packed once on each machine and found again by their content from any checkout. Those that were used
 * longest ago are removed.
 */
public final class PackedLayers {
    /** Changes whenever the same layer would be packed to other bytes. */
    private static final String FORMAT = "packed-layer-1";

    /** More than the layers of all images that a machine builds at once. */
    private static final int KEPT = 300;

    private static final String LAYER = "layer.tar.gz";
    private static final String FACTS = "facts";

    private final StageFolder kept;

    /**
     * Layers kept in a folder.
     *
     * @param cache a folder of the user's own; several builds may use it at once
     */
    public PackedLayers(Path cache) {
        this.kept = new StageFolder(cache, KEPT);
    }

    /**
     * Packs a layer, unless that was done before.
     *
     * @throws IOException when a file cannot be read, or is changed meanwhile
     */
    public PackedLayer of(Layer layer) throws IOException {
        Digest diffId = LayerPacking.diffId(layer);
        Optional<PackedLayer> whole = filled(layer, diffId);
        if (whole.isPresent()) {
            return whole.get();
        }
        kept.discard(fingerprint(diffId));
        return filled(layer, diffId).orElseThrow(() -> new IOException("a packed layer is not as it was written"));
    }

    /** Nothing when what is kept is not whole. */
    private Optional<PackedLayer> filled(Layer layer, Digest diffId) throws IOException {
        Path folder = kept.fill(fingerprint(diffId), into -> {
            PackedLayer packed = LayerPacking.pack(layer, into.resolve(LAYER));
            if (!packed.diffId().equals(diffId)) {
                throw new IOException("a file of the layer " + layer.name() + " was changed while it was read");
            }
            Files.write(into.resolve(FACTS), List.of(packed.digest().value(), String.valueOf(packed.size())));
        });
        return read(folder, diffId);
    }

    private static Optional<PackedLayer> read(Path folder, Digest diffId) throws IOException {
        Path file = folder.resolve(LAYER);
        Path facts = folder.resolve(FACTS);
        if (!Files.exists(file) || !Files.exists(facts)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(facts);
        long size = Files.size(file);
        return lines.size() == 2 && lines.get(1).equals(String.valueOf(size))
                ? Optional.of(new PackedLayer(new Digest(lines.get(0)), diffId, size, file))
                : Optional.empty();
    }

    private static List<String> fingerprint(Digest diffId) {
        return List.of(FORMAT, diffId.value());
    }
}
