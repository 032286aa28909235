package io.jenkins.plugins.paas.model;

/** The value of an environment variable. */
public sealed interface EnvValue {
    /**
     * The value itself.
     *
     * @param value any text
     */
    record Text(String value) implements EnvValue {}

    /**
     * A key of a Secret in the App's namespace.
     *
     * @param secret its name
     * @param key the key in it
     */
    record FromSecret(String secret, String key) implements EnvValue {}

    /**
     * A key of a ConfigMap in the App's namespace.
     *
     * @param configMap its name
     * @param key the key in it
     */
    record FromConfigMap(String configMap, String key) implements EnvValue {}
}
