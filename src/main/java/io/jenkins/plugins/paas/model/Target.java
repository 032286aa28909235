package io.jenkins.plugins.paas.model;

import java.util.Optional;

/**
 * One App in one cluster of a platform, with everything settled: what a deploy is about.
 *
 * @param app the App
 * @param cluster where it goes
 * @param namespace the namespace, made by the cluster's rule
 * @param registry where the cluster pulls from
 * @param run how it runs there
 * @param tuner the image that sets the sysctls which need a privilege; nothing where there is none
 */
public record Target(
        App app, ClusterSpec cluster, Namespace namespace, RegistrySpec registry, RunSpec run, Optional<String> tuner) {
    /** The App and its namespace. */
    public AppRef ref() {
        return new AppRef(app.name(), namespace);
    }

    /** Where the App's images for this cluster lie. */
    public Repository repository() {
        return registry.repositoryOf(app.name(), app.team());
    }
}
