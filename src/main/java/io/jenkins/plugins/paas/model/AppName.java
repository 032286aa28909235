package io.jenkins.plugins.paas.model;

/**
 * The name of an App; names of its objects are made of it, with suffixes of up to 23 characters.
 *
 * @param value a {@linkplain DnsLabel DNS label} of at most 40 characters
 */
public record AppName(String value) {
    /** The longest name allowed, in characters. */
    public static final int LONGEST = 40;

    /**
     * Stands for the platform's base images, where their audit trail is kept as that of an App is. No App has this name: in the
     * team that keeps the base images, or where the namespace rule leaves the team out, the two trails would be one.
     */
    public static final AppName BASE_IMAGES = new AppName("base-images");

    public AppName {
        DnsLabel.require("app name", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
