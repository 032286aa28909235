package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the files that users write. */
public final class SpecReader {
    private SpecReader() {}

    /**
     * Reads a {@code paas.yaml}.
     *
     * @param fileName the file as the user named it, for messages
     * @param text its content
     * @throws io.jenkins.plugins.paas.model.PaasException with {@link io.jenkins.plugins.paas.model.Outcome#INVALID} and all
     *     problems of the file, in its order
     */
    public static App app(String fileName, String text) {
        Problems problems = new Problems();
        Tree.Fields file = file(fileName, text, problems);
        return new AppReader(problems).read(file);
    }

    /**
     * Where a {@code paas.yaml} names each of its clusters.
     *
     * @param fileName the file as the user named it
     * @param text its content
     * @return the places by the clusters' names; nothing where the file cannot be read
     */
    public static Map<String, Location> clusterPlaces(String fileName, String text) {
        Map<String, Location> places = new LinkedHashMap<>();
        YamlFile.read(fileName, text, new Problems())
                .map(file -> file.fields().get("clusters"))
                .map(Tree.Field::value)
                .filter(Tree.Fields.class::isInstance)
                .ifPresent(clusters -> ((Tree.Fields) clusters)
                        .fields()
                        .forEach((name, field) -> places.put(name, field.key().location())));
        return places;
    }

    /**
     * Reads a {@code platform.yaml}.
     *
     * @param fileName the file as the user named it, for messages
     * @param text its content
     * @throws io.jenkins.plugins.paas.model.PaasException with {@link io.jenkins.plugins.paas.model.Outcome#INVALID} and all
     *     problems of the file, in its order
     */
    public static Platform platform(String fileName, String text) {
        Problems problems = new Problems();
        Tree.Fields file = file(fileName, text, problems);
        return new PlatformReader(problems).read(file);
    }

    private static Tree.Fields file(String fileName, String text, Problems problems) {
        Optional<Tree.Fields> file = YamlFile.read(fileName, text, problems);
        if (file.isEmpty()) {
            problems.raise();
        }
        return file.orElseThrow();
    }
}
