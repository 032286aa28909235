package io.jenkins.plugins.paas.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an App's image is made.
 *
 * @param recipe a template or a Dockerfile of the App's own
 * @param command a shell command that runs in the App's folder before the image is assembled
 * @param artifact what that command leaves behind, relative to the App's folder
 * @param args parameters of the template ({@code ARG} of its Dockerfile)
 * @param trust the only certificate authorities that the image trusts; empty keeps those of the base image
 * @param places where what only a template or the App's folder can judge stands in the App's file: {@code language}, {@code
 *     dockerfile}, and {@code args.} with the parameter's name
 */
public record BuildSpec(
        Recipe recipe,
        Optional<String> command,
        Optional<Path> artifact,
        Map<String, String> args,
        List<Trusted> trust,
        Map<String, Location> places) {
    public BuildSpec {
        args = Collections.unmodifiableMap(new TreeMap<>(args));
        trust = List.copyOf(trust);
        places = Map.copyOf(places);
    }

    /** One that stands in no file. */
    public BuildSpec(
            Recipe recipe,
            Optional<String> command,
            Optional<Path> artifact,
            Map<String, String> args,
            List<Trusted> trust) {
        this(recipe, command, artifact, args, trust, Map.of());
    }

    /** Where a setting stands: {@code language}, {@code dockerfile}, or {@code args.} with the parameter's name. */
    public Optional<Location> place(String setting) {
        return Optional.ofNullable(places.get(setting));
    }

    /** The language that the program is written in, when it is known; it decides which runtime is told its limits. */
    public Optional<String> language() {
        return recipe instanceof Recipe.Template template
                ? Optional.of(template.language())
                : ((Recipe.Dockerfile) recipe).language();
    }

    /** Where the instructions come from. */
    public sealed interface Recipe {
        /**
         * The platform's template for a language.
         *
         * @param language such as {@code java}
         */
        record Template(String language) implements Recipe {}

        /**
         * The App's own Dockerfile.
         *
         * @param file relative to the App's folder
         * @param language the language of the program, when the App says so
         */
        record Dockerfile(Path file, Optional<String> language) implements Recipe {}
    }
}
