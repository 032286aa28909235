package io.jenkins.plugins.paas.model;

/**
 * The team that owns an App.
 *
 * @param value a {@linkplain DnsLabel DNS label} of at most 63 characters
 */
public record TeamName(String value) {
    /** The longest name allowed, in characters. */
    public static final int LONGEST = 63;

    public TeamName {
        DnsLabel.require("team name", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
