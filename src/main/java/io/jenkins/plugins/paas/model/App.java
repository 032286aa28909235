package io.jenkins.plugins.paas.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one {@code paas.yaml} describes: how to build it, how to run it, and what differs from cluster to cluster.
 *
 * @param name the App's name
 * @param team its owner
 * @param source how its image is made
 * @param defaults how it runs where a cluster says nothing else
 * @param clusters how it runs in each cluster that it may go to, complete; when empty it may go to every cluster, with the
 *     defaults
 */
public record App(AppName name, TeamName team, BuildSpec source, RunSpec defaults, Map<ClusterName, RunSpec> clusters) {
    public App {
        clusters = Collections.unmodifiableMap(new LinkedHashMap<>(clusters));
    }

    /**
     * How the App runs in a cluster, with that cluster's own settings laid over the App's; nothing if it may not go there.
     */
    public Optional<RunSpec> in(ClusterName cluster) {
        return clusters.isEmpty() ? Optional.of(defaults) : Optional.ofNullable(clusters.get(cluster));
    }
}
