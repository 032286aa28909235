package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.LayerFacts.Entry;
import io.jenkins.plugins.paas.check.LayerFacts.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Which files of the layers a container sees, and by which layers the others are hidden. */
final class Overlay {
    /** By layer, then by path: the layer that hides it. */
    private final List<Map<String, Integer>> hidden = new ArrayList<>();

    private Overlay(int layers) {
        for (int i = 0; i < layers; i++) {
            hidden.add(new HashMap<>());
        }
    }

    static Overlay of(List<LayerFacts> layers) {
        Overlay overlay = new Overlay(layers.size());
        Map<String, Integer> covered = new HashMap<>();
        Map<String, Integer> trees = new HashMap<>();
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            List<Entry> entries = layers.get(layer).entries();
            for (Entry entry : entries) {
                OptionalInt by = by(entry, covered, trees);
                if (by.isPresent()) {
                    overlay.hidden.get(layer).putIfAbsent(entry.path(), by.getAsInt());
                }
            }
            // Marks hold for the layers below, not for the one that they stand in.
            for (Entry entry : entries) {
                boolean tree = entry.kind() == Kind.REMOVED || entry.kind() == Kind.EMPTIED;
                // A file in place of a folder takes all of it away.
                if (tree || entry.kind() != Kind.FOLDER) {
                    trees.putIfAbsent(entry.path(), layer);
                }
                covered.putIfAbsent(entry.path(), layer);
            }
        }
        return overlay;
    }

    private static OptionalInt by(Entry entry, Map<String, Integer> covered, Map<String, Integer> trees) {
        Integer exactly = covered.get(entry.path());
        if (exactly != null && entry.kind() != Kind.FOLDER) {
            return OptionalInt.of(exactly);
        }
        for (String path = entry.path(); ; path = path.substring(0, path.lastIndexOf('/'))) {
            Integer above = trees.get(path);
            if (above != null) {
                return OptionalInt.of(above);
            }
            if (path.isEmpty()) {
                return OptionalInt.empty();
            }
        }
    }

    /** The layer that hides a file of another layer; nothing when a container sees it. */
    OptionalInt hides(int layer, String path) {
        // What lies in an archive is where the archive is.
        int inside = path.indexOf("!/");
        Integer by = hidden.get(layer).get(inside < 0 ? path : path.substring(0, inside));
        return by == null ? OptionalInt.empty() : OptionalInt.of(by);
    }
}
