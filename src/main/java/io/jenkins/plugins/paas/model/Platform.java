package io.jenkins.plugins.paas.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code platform.yaml} describes; kept by the platform team.
 *
 * @param registries where images go, by the name that clusters use, in the order of the file
 * @param baseImages the base image of each language's template
 * @param templates a folder with templates of the platform's own, which come before ours of the same name
 * @param clusters where Apps go, in the order of the file
 * @param issuers whose ID tokens name persons
 * @param sonar where code is scanned, when it is
 * @param store the cluster that keeps what all clusters share (the sequences); the first cluster unless named
 * @param audit where audit records go
 * @param timeZone the local time of images, such as {@code Europe/Berlin}; nothing leaves that of their bases
 * @param sysctls what Apps may set of the kernel
 * @param images what it wants of images
 * @param mirrors by the name of a registry the names of those that what is pushed to it is copied to
 */
public record Platform(
        Map<String, RegistrySpec> registries,
        Map<String, String> baseImages,
        Optional<Path> templates,
        List<ClusterSpec> clusters,
        List<Issuer> issuers,
        Optional<Sonar> sonar,
        ClusterName store,
        AuditStore audit,
        Optional<String> timeZone,
        SysctlRule sysctls,
        ImagePolicy images,
        Map<String, List<String>> mirrors) {
    public Platform {
        // Of those that share a host the first one speaks for what lies in no folder of theirs.
        registries = Collections.unmodifiableMap(new LinkedHashMap<>(registries));
        baseImages = Collections.unmodifiableMap(new LinkedHashMap<>(baseImages));
        clusters = List.copyOf(clusters);
        issuers = List.copyOf(issuers);
        mirrors = Collections.unmodifiableMap(new LinkedHashMap<>(mirrors));
    }

    /**
     * The time zones that images bring along, the local one first. They are those of all clusters, so that an image is the same
     * wherever it is brought.
     */
    public List<String> zones() {
        List<String> ofClusters = clusters.stream()
                .flatMap(cluster -> cluster.timeZone().stream())
                .sorted()
                .toList();
        boolean none = timeZone.isEmpty() && ofClusters.isEmpty();
        return none
                ? List.of()
                : Stream.concat(Stream.of(timeZone.orElse("UTC")), ofClusters.stream())
                        .distinct()
                        .toList();
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
                audit,
                timeZone,
                sysctls,
                images,
                mirrors);
    }

    /** The cluster of that name. */
    public Optional<ClusterSpec> cluster(ClusterName name) {
        return clusters.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** What it asks for and this version does not do yet, one sentence each: nobody is to rely on it. */
    public List<String> notYet() {
        List<String> sentences = new ArrayList<>();
        sonar.ifPresent(server -> sentences.add(
                "'sonar' is read and not used yet: no code is scanned, and no quality gate stops a build"));
        if (audit instanceof AuditStore.Jdbc) {
            sentences.add("'audit' names a database, which is not used yet: records are kept in the cluster");
        }
        return sentences;
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
