package io.jenkins.plugins.paas.model;

/**
 * A repository in a registry.
 *
 * @param host registry host with its port, such as {@code registry.example.com:5000}
 * @param path the name within the registry, such as {@code apps/orders}
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution spec</a>
 */
public record Repository(String host, String path) {
    public Repository {
        if (host.isBlank() || path.isBlank()) {
            throw new IllegalArgumentException("a repository needs a registry host and a name");
        }
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
