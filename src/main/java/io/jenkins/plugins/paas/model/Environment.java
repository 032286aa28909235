package io.jenkins.plugins.paas.model;

/**
 * What a cluster is for, such as {@code test} or {@code prod}.
 *
 * @param value a {@linkplain DnsLabel DNS label} of at most 63 characters
 */
public record Environment(String value) {
    /** The longest name allowed, in characters. */
    public static final int LONGEST = 63;

    public Environment {
        DnsLabel.require("environment", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
