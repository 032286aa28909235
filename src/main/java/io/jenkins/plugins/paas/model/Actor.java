package io.jenkins.plugins.paas.model;

import java.util.List;
import java.util.Optional;

/**
 * Who does something: what the cluster itself confirms, and what the CI system claims, never mixed.
 *
 * @param confirmed the identity that the cluster's API server answered with
 * @param claim what the surroundings say, unproved
 */
public record Actor(Identity confirmed, Optional<Claim> claim) {

    /**
     * A confirmed identity.
     *
     * @param user the user name, {@code status.userInfo.username} of a SelfSubjectReview
     * @param groups its groups
     */
    public record Identity(String user, List<String> groups) {
        public Identity {
            groups = List.copyOf(groups);
        }
    }

    /**
     * What the surroundings say.
     *
     * @param system such as {@code gitlab}, {@code jenkins} or {@code shell}
     * @param user the user that it names
     * @param job the job's address or name; empty outside a CI system
     */
    public record Claim(String system, String user, String job) {}
}
