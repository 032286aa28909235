package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.image.ImageConfig;
import java.util.List;

/**
 * An image that is judged.
 *
 * @param config its settings
 * @param history the commands that its layers were made by, as far as it tells
 * @param layers its layers, the lowest first
 * @param loose the bases that are named without a digest, and where
 */
public record Subject(ImageConfig config, List<String> history, List<Layer> layers, List<String> loose) {
    public Subject {
        history = List.copyOf(history);
        layers = List.copyOf(layers);
        loose = List.copyOf(loose);
    }

    /**
     * A layer.
     *
     * @param digest its digest
     * @param size bytes as it is kept, packed where it is packed
     * @param facts what it holds
     */
    public record Layer(String digest, long size, LayerFacts facts) {}
}
