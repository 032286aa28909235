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
        clusters(fileName, text)
                .forEach((name, field) -> places.put(name, field.key().location()));
        return places;
    }

    /**
     * The kubeconfig context that a {@code platform.yaml} names for a cluster. Whether the rest of the file is right is not looked
     * at.
     *
     * @param fileName the file as the user named it
     * @param text its content
     * @param cluster the cluster's name
     * @return the context; nothing where the file has none, or cannot be read
     */
    public static Optional<String> context(String fileName, String text, String cluster) {
        return Optional.ofNullable(clusters(fileName, text).get(cluster))
                .flatMap(field -> field.value().field("context"))
                .map(Tree.Field::value)
                .filter(Tree.Scalar.class::isInstance)
                .map(context -> ((Tree.Scalar) context).text());
    }

    private static Map<String, Tree.Field> clusters(String fileName, String text) {
        return YamlFile.read(fileName, text, new Problems())
                .flatMap(file -> file.field("clusters"))
                .map(Tree.Field::value)
                .filter(Tree.Fields.class::isInstance)
                .map(clusters -> ((Tree.Fields) clusters).fields())
                .orElse(Map.of());
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
