package io.jenkins.plugins.paas.model;

/**
 * Whose word counts at a gate: all members of a group, or one user.
 *
 * @param kind which of both
 * @param source who confirms that: {@link Person#CLUSTER}, or the platform's name of an issuer of ID tokens
 * @param name the group's or user's name there
 */
public record Approver(Kind kind, String source, String name) {
    /** What is named. */
    public enum Kind {
        GROUP,
        USER
    }

    /** Whether that person is meant; names are compared letter by letter. */
    public boolean means(Person person) {
        return source.equals(person.source())
                && (kind == Kind.USER
                        ? name.equals(person.user())
                        : person.groups().contains(name));
    }

    /** As it stands in {@code platform.yaml}, such as {@code release-managers} or {@code user:gitlab:alice}. */
    @Override
    public String toString() {
        return (kind == Kind.USER ? "user:" : "") + (source.equals(Person.CLUSTER) ? "" : source + ":") + name;
    }
}
