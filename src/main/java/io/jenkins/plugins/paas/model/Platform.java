package io.jenkins.plugins.paas.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code platform.yaml} describes; kept by the platform team.
 *
 * @param registries where images go, by the name that clusters use
 * @param baseImages the base image of each language's template
 * @param templates a folder with templates of the platform's own, which come before ours of the same name
 * @param clusters where Apps go, in the order of the file
 * @param issuers whose ID tokens name persons
 * @param sonar where code is scanned, when it is
 * @param store the cluster that keeps what all clusters share (the sequences); the first cluster unless named
 * @param audit where audit records go
 */
public record Platform(
        Map<String, RegistrySpec> registries,
        Map<String, String> baseImages,
        Optional<Path> templates,
        List<ClusterSpec> clusters,
        List<Issuer> issuers,
        Optional<Sonar> sonar,
        ClusterName store,
        AuditStore audit) {
    public Platform {
        registries = Map.copyOf(registries);
        baseImages = Map.copyOf(baseImages);
        clusters = List.copyOf(clusters);
        issuers = List.copyOf(issuers);
    }

    /** The same with its relative paths seen from a folder, that of its file. */
    public Platform seenFrom(Path folder) {
        return new Platform(
                registries,
                baseImages,
                templates.map(path -> folder.resolve(path).normalize()),
                clusters,
                issuers,
                sonar,
                store,
                audit);
    }

    /** The cluster of that name. */
    public Optional<ClusterSpec> cluster(ClusterName name) {
        return clusters.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /**
     * A SonarQube server.
     *
     * @param url its address, {@code http} or {@code https}
     * @param gate whether its quality gate must be passed
     */
    public record Sonar(String url, Gate gate) {
        /** What a quality gate that is not passed does. */
        public enum Gate {
            /** It stops the build. */
            REQUIRED,
            /** It is reported. */
            ADVISORY
        }
    }

    /** Where audit records are kept. */
    public sealed interface AuditStore {
        /** In ConfigMaps beside the App. */
        record InCluster() implements AuditStore {}

        /**
         * In a database.
         *
         * @param url a JDBC address without credentials
         */
        record Jdbc(String url) implements AuditStore {}
    }
}
