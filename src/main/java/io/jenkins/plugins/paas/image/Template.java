package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.nio.file.Path;
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
 * @param origin the folder that it was read from; nothing for one that comes with the program
 * @param stage how the artifact is laid out for its {@code COPY}s
 * @param parts the folders of the build context, for {@link Stage#PARTS}
 * @param files texts of its own files by name, which lie in the build context under {@code template}
 * @param parameters what an App may set under {@code build.args}; most are {@code ARG}s of the Dockerfile
 * @param dockerfile the text of its Dockerfile
 */
public record Template(
        String name,
        String summary,
        Optional<Path> origin,
        Stage stage,
        List<Part> parts,
        Map<String, String> files,
        Map<String, Parameter> parameters,
        String dockerfile) {
    /** The parameter that names the base image. */
    public static final String BASE = "base";

    private static final String CODE = "E_TEMPLATE_PARAMETER";

    public Template {
        parts = List.copyOf(parts);
        files = Map.copyOf(files);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** How the artifact is laid out. */
    public enum Stage {
        /** As it is: the build context is the App's folder. */
        FOLDER,
        /** An executable jar, taken apart by how often its parts change. */
        JAR,
        /** Pieces of the App's folder, as the template names them. */
        PARTS
    }

    /**
     * A parameter.
     *
     * @param type what it may hold
     * @param words the words of a {@link ParameterType#CHOICE}
     * @param value its default; nothing when the App or the platform must give one
     * @param help one sentence
     */
    public record Parameter(ParameterType type, List<String> words, Optional<String> value, String help) {
        public Parameter {
            words = List.copyOf(words);
        }

        /** What is wrong with a value; goes on after its name. */
        Optional<String> flaw(String given) {
            return type == ParameterType.CHOICE && !words.contains(given)
                    ? Optional.of("is none of its words")
                    : type.flaw(given);
        }

        /** What to do about a wrong value. */
        String hint() {
            return type == ParameterType.CHOICE ? "write " + String.join(" or ", words) : type.hint();
        }
    }

    /**
     * The values of all parameters.
     *
     * @param build what the App gives
     * @param base the platform's base image
     * @throws PaasException {@code E_TEMPLATE_PARAMETER} for each one that the template does not have, has another type, or lacks;
     *     {@code E_BASE_IMAGE_UNKNOWN}
     */
    public Map<String, String> values(BuildSpec build, Optional<String> base) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((parameter, meaning) -> meaning.value().ifPresent(value -> values.put(parameter, value)));
        base.ifPresent(image -> values.put(BASE, image));
        Problems problems = new Problems();
        build.args()
                .forEach((parameter, value) -> problems.attempt(() -> {
                    check(parameter, value, build.place("args." + parameter));
                    values.put(parameter, value);
                }));
        problems.attempt(() -> refuseMissing(values, build.place("language")));
        problems.refuse();
        return values;
    }

    private void check(String parameter, String value, Optional<Location> at) {
        Parameter meaning = parameters.get(parameter);
        if (meaning == null) {
            throw problem(
                    at,
                    "build.args." + parameter,
                    CODE,
                    parameter + " is no parameter of the template '" + name + "'",
                    Nearest.to(parameter, parameters.keySet())
                                    .map(near -> "did you mean '" + near + "'? ")
                                    .orElse("")
                            + "It has " + String.join(", ", parameters.keySet()));
        }
        meaning.flaw(value).ifPresent(flaw -> {
            throw problem(
                    at,
                    "build.args." + parameter,
                    CODE,
                    parameter + " is '" + value + "', which " + flaw,
                    meaning.hint());
        });
    }

    private void refuseMissing(Map<String, String> values, Optional<Location> at) {
        if (values.getOrDefault(BASE, "").isBlank() && parameters.containsKey(BASE)) {
            throw problem(
                    at,
                    "language",
                    "E_BASE_IMAGE_UNKNOWN",
                    "no base image is known for '" + name + "'",
                    "name one in platform.yaml under baseImages." + name + ", or in paas.yaml under build.args.base");
        }
        List<String> missing = parameters.keySet().stream()
                .filter(parameter -> !values.containsKey(parameter))
                .toList();
        if (!missing.isEmpty()) {
            throw problem(
                    at,
                    "language",
                    CODE,
                    "the template '" + name + "' needs " + String.join(", ", missing),
                    "set it in paas.yaml under build.args");
        }
    }

    private static PaasException problem(Optional<Location> at, String path, String code, String what, String hint) {
        return new PaasException(Outcome.INVALID, new Problem(code, at, path, what, hint));
    }
}
