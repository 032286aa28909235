package io.jenkins.plugins.paas.model;

import java.util.List;
import java.util.Optional;

/**
 * Who does something: what is confirmed, by the cluster and by an issuer of ID tokens, and what the CI system claims, never
 * mixed.
 *
 * @param confirmed the identity that the cluster's API server answered with
 * @param vouched the person that a checked ID token names, when one was handed over
 * @param claim what the surroundings say, unproved
 */
public record Actor(Identity confirmed, Optional<Person> vouched, Optional<Claim> claim) {
    /** Without an ID token. */
    public Actor(Identity confirmed, Optional<Claim> claim) {
        this(confirmed, Optional.empty(), claim);
    }

    /**
     * Who this is where persons count: whom an ID token names, since the account of a CI job belongs to many; without one
     * whom the cluster knows.
     */
    public Person person() {
        return vouched.orElseGet(() -> new Person(Person.CLUSTER, confirmed.user(), confirmed.groups()));
    }

    /** Who this is in one word for messages: the vouched person with its source, else whom the cluster knows. */
    public String name() {
        return vouched.map(Person::toString).orElse(confirmed.user());
    }

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
     * @param commitAuthor the mail address of the commit's author; empty where it is not told
     */
    public record Claim(String system, String user, String job, String commitAuthor) {
        /** Without the commit's author. */
        public Claim(String system, String user, String job) {
            this(system, user, job, "");
        }
    }
}
