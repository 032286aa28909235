package io.jenkins.plugins.paas.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image consists of: a base, layers in order, and settings.
 *
 * @param base the image that it starts from, by digest where that is known; nothing for {@code FROM scratch}
 * @param layers added to those of the base, in order; nothing of the base is removed
 * @param config all settings, those of the base included
 * @param created the image's time; its files have one fixed time, or every commit would move every layer
 * @param notes what the App's people should know
 */
public record ImagePlan(
        Optional<String> base, List<Layer> layers, ImageConfig config, Instant created, List<Note> notes)
        implements ImageWork {
    public ImagePlan {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /** One without a note. */
    public ImagePlan(Optional<String> base, List<Layer> layers, ImageConfig config, Instant created) {
        this(base, layers, config, created, List.of());
    }

    /** The same with other settings. */
    ImagePlan configured(ImageConfig other) {
        return new ImagePlan(base, layers, other, created, notes);
    }

    /** The same with more notes. */
    ImagePlan noted(List<Note> more) {
        List<Note> all = new ArrayList<>(notes);
        all.addAll(more);
        return new ImagePlan(base, layers, config, created, all);
    }

    /** The same with one more layer. */
    ImagePlan and(Layer layer) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(layer);
        return new ImagePlan(base, all, config, created, notes);
    }

    /**
     * A layer.
     *
     * @param name for people, such as {@code classes}
     * @param entries its files, folders and links, sorted by target, so that parents come first
     */
    public record Layer(String name, List<Entry> entries) {
        public Layer {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A file, folder or link in a layer.
     *
     * @param target absolute path in the image, with {@code /} between names
     * @param node what stands there
     * @param modified its time in the image
     */
    public record Entry(String target, Node node, Instant modified) {}
}
