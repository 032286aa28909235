package io.jenkins.plugins.paas.model;

/**
 * A Kubernetes namespace.
 *
 * @param value a {@linkplain DnsLabel DNS label} of at most 63 characters
 */
public record Namespace(String value) {
    /** The longest name allowed, in characters. */
    public static final int LONGEST = 63;

    public Namespace {
        DnsLabel.require("namespace", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
