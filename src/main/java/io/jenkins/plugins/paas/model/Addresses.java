package io.jenkins.plugins.paas.model;

import java.util.regex.Pattern;

/**
 * Addresses in the words of others. A registry's redirect may hand out a signed address, and an address may hold a password:
 * neither is for a report, nor for the log of a CI job that more people read than may look into the cluster.
 */
public final class Addresses {
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s\"]+@");

    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s\"?]+)\\?[^\\s\"]+?(?=[:,;.]?([\\s\"]|$))");

    private Addresses() {}

    /** The text without what lets somebody in. */
    public static String withoutSecrets(String text) {
        String bare = CREDENTIALS.matcher(text).replaceAll("://***@");
        return QUERY.matcher(bare).replaceAll("$1?***");
    }
}
