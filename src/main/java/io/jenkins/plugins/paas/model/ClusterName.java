package io.jenkins.plugins.paas.model;

/**
 * The name of a cluster in the platform file.
 *
 * @param value a {@linkplain DnsLabel DNS label} of at most 63 characters
 */
public record ClusterName(String value) {
    /** The longest name allowed, in characters. */
    public static final int LONGEST = 63;

    public ClusterName {
        DnsLabel.require("cluster name", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
