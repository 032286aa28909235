package io.jenkins.plugins.paas.image;

/**
 * Who a file of an image belongs to.
 *
 * @param user the user's number
 * @param group the group's number
 */
public record Owner(long user, long group) {
    /** The first user. */
    public static final Owner ROOT = new Owner(0, 0);

    /** Numbers that Linux knows. */
    static final long LARGEST = 0xFFFF_FFFEL;

    /** An owner; both numbers are from 0 to 4294967294. */
    public Owner {
        if (user < 0 || group < 0 || user > LARGEST || group > LARGEST) {
            throw new IllegalArgumentException("no user or group has the number " + user + ":" + group);
        }
    }

    /** {@code user:group}. */
    @Override
    public String toString() {
        return user + ":" + group;
    }
}
