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
        Map<String, Integer> gone = new HashMap<>();
        Map<String, Integer> emptied = new HashMap<>();
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            List<Entry> entries = layers.get(layer).entries();
            for (Entry entry : entries) {
                OptionalInt by = by(entry, covered, gone, emptied);
                if (by.isPresent()) {
                    overlay.hidden.get(layer).putIfAbsent(entry.path(), by.getAsInt());
                }
            }
            // Marks hold for the layers below, not for the one that they stand in.
            for (Entry entry : entries) {
                if (entry.kind() == Kind.EMPTIED) {
                    emptied.putIfAbsent(entry.path(), layer);
                    continue;
                }
                // A file in place of a folder takes all of it away.
                if (entry.kind() != Kind.FOLDER) {
                    gone.putIfAbsent(entry.path(), layer);
                }
                covered.putIfAbsent(entry.path(), layer);
            }
        }
        return overlay;
    }

    private static OptionalInt by(
            Entry entry, Map<String, Integer> covered, Map<String, Integer> gone, Map<String, Integer> emptied) {
        Integer exactly = covered.getOrDefault(entry.path(), gone.get(entry.path()));
        // Of two folders the upper one's rights count.
        if (exactly != null) {
            return OptionalInt.of(exactly);
        }
        for (String path = entry.path(); !path.isEmpty(); ) {
            path = path.substring(0, path.lastIndexOf('/'));
            Integer above = gone.getOrDefault(path, emptied.get(path));
            if (above != null) {
                return OptionalInt.of(above);
            }
        }
        return OptionalInt.empty();
    }

    /** The layer that hides a file of another layer; nothing when a container sees it. */
    OptionalInt hides(int layer, String path) {
        // What lies in an archive is where the archive is.
        int inside = path.indexOf("!/");
        Integer by = hidden.get(layer).get(inside < 0 ? path : path.substring(0, inside));
        return by == null ? OptionalInt.empty() : OptionalInt.of(by);
    }
}
