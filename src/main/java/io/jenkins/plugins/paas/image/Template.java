package io.jenkins.plugins.paas.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How images of one language are made.
 *
 * @param name such as {@code java}
 * @param summary one sentence
 * @param stage how the artifact is laid out for its {@code COPY}s
 * @param parameters its {@code ARG}s that an App may set under {@code build.args}
 * @param dockerfile the text of its Dockerfile
 */
public record Template(String name, String summary, Stage stage, Map<String, Parameter> parameters, String dockerfile) {
    /** The parameter that names the base image. */
    static final String BASE = "base";

    public Template {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** How the artifact is laid out. */
    public enum Stage {
        /** As it is: the build context is the App's folder. */
        FOLDER,
        /** An executable jar, taken apart by how often its parts change. */
        JAR
    }

    /**
     * A parameter.
     *
     * @param value its default; nothing when the App or the platform must give one
     * @param help one sentence
     */
    public record Parameter(Optional<String> value, String help) {}

    /** The values of all parameters; refuses those that the template does not have. */
    Map<String, String> values(Map<String, String> given, Optional<String> base) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((parameter, meaning) -> meaning.value().ifPresent(value -> values.put(parameter, value)));
        base.ifPresent(image -> values.put(BASE, image));
        given.forEach((parameter, value) -> {
            if (!parameters.containsKey(parameter)) {
                throw unknown(parameter);
            }
            values.put(parameter, value);
        });
        if (values.getOrDefault(BASE, "").isBlank() && parameters.containsKey(BASE)) {
            throw Failures.of(
                    "E_BASE_IMAGE_UNKNOWN",
                    "no base image is known for '" + name + "'",
                    "name one in platform.yaml under baseImages." + name + ", or in paas.yaml under build.args.base");
        }
        List<String> missing = parameters.keySet().stream()
                .filter(parameter -> !values.containsKey(parameter))
                .toList();
        if (!missing.isEmpty()) {
            throw Failures.of(
                    "E_TEMPLATE_PARAMETER",
                    "the template '" + name + "' needs " + String.join(", ", missing),
                    "set it in paas.yaml under build.args");
        }
        return values;
    }

    private RuntimeException unknown(String parameter) {
        return Failures.of(
                "E_TEMPLATE_PARAMETER",
                "build.args." + parameter + " is no parameter of the template '" + name + "'",
                Nearest.to(parameter, parameters.keySet())
                                .map(near -> "did you mean '" + near + "'? ")
                                .orElse("")
                        + "It has " + String.join(", ", parameters.keySet()));
    }
}
