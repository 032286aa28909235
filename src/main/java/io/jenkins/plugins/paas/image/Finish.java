package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is added to an image that another tool made. Settings that are not named here stay.
 *
 * @param layers laid over those of the image, in order
 * @param variables all environment variables, those of the image among them
 * @param labels labels; those of the image that have other names stay
 * @param created the image's time
 */
public record Finish(List<Layer> layers, Map<String, String> variables, Map<String, String> labels, Instant created) {
    public Finish {
        layers = List.copyOf(layers);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
