package io.jenkins.plugins.paas.model;

import java.util.List;
import java.util.Locale;

/**
 * A confirmed user, together with who confirmed it: the same name means somebody else where somebody else gives out names.
 *
 * @param source {@link #CLUSTER}, or the name that the platform gives to an issuer of ID tokens
 * @param user the user's name there
 * @param groups the user's groups there
 */
public record Person(String source, String user, List<String> groups) {
    /** The cluster itself, by its answer to a SelfSubjectReview. */
    public static final String CLUSTER = "cluster";

    public Person {
        groups = List.copyOf(groups);
    }

    /** What tells persons of one source apart: upper and lower case make no second person. */
    public String key() {
        return user.toLowerCase(Locale.ROOT);
    }

    /** Such as {@code alice (cluster)}. */
    @Override
    public String toString() {
        return user + " (" + source + ")";
    }
}
