package io.jenkins.plugins.paas.model;

/**
 * A registry and how to sign in to it.
 *
 * @param host host with its port
 * @param prefix the path that comes before an App's name; may be empty
 * @param credentials where user and password come from
 * @param insecure whether plain HTTP may be spoken; never a default
 */
public record RegistrySpec(String host, String prefix, Credentials credentials, boolean insecure) {
    /** The repository of an App's images. */
    public Repository repositoryOf(AppName app) {
        return new Repository(host, prefix.isEmpty() ? app.value() : prefix + "/" + app);
    }

    /** Where user and password come from. */
    public sealed interface Credentials {
        /** {@code ~/.docker/config.json} and the credential helpers that it names; none means anonymous. */
        record DockerConfig() implements Credentials {}

        /**
         * The environment variables {@code <prefix>_USERNAME} and {@code <prefix>_PASSWORD}.
         *
         * @param prefix such as {@code REGISTRY}
         */
        record Environment(String prefix) implements Credentials {}
    }
}
