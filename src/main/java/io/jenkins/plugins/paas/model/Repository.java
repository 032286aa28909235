package io.jenkins.plugins.paas.model;

import java.util.Set;

/**
 * A repository in a registry.
 *
 * @param host registry host with its port, such as {@code registry.example.com:5000}; Docker Hub's is {@code docker.io},
 *     whatever it was called
 * @param path the name within the registry, such as {@code apps/orders}
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution spec</a>
 */
public record Repository(String host, String path) {
    private static final String HUB = "docker.io";
    private static final Set<String> HUB_TOO = Set.of("index.docker.io", "registry-1.docker.io");

    public Repository {
        host = oneName(host);
        if (host.isBlank() || path.isBlank()) {
            throw new IllegalArgumentException("a repository needs a registry host and a name");
        }
    }

    /** Docker Hub has several names, by which credentials and blobs would not be found. */
    static String oneName(String host) {
        return HUB_TOO.contains(host) ? HUB : host;
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
