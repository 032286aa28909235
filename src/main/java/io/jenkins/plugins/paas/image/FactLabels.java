package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The labels of the OCI specification. They stand above those of the file, since they are facts about this build.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">Annotations</a>
 */
final class FactLabels {
    private static final String PREFIX = "org.opencontainers.image.";

    private FactLabels() {}

    static Map<String, String> of(ImageRequest request) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "title", request.app().value());
        labels.put(PREFIX + "version", request.version());
        labels.put(PREFIX + "revision", request.source().revision());
        labels.put(PREFIX + "created", request.source().committedAt().toString());
        request.source().url().ifPresent(url -> labels.put(PREFIX + "source", url));
        request.team().ifPresent(team -> labels.put(Labels.TEAM, team.value()));
        return labels;
    }
}
