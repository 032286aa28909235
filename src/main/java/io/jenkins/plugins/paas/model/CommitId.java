package io.jenkins.plugins.paas.model;

import java.util.regex.Pattern;

/**
 * The commit that an image was built from, as it stands in tags: the first 12 hexadecimal digits, followed by
 * {@code .dirty} when the working tree differed from the commit.
 *
 * @param value 12 hexadecimal digits, optionally with {@code .dirty}
 */
public record CommitId(String value) {
    private static final int DIGITS = 12;
    private static final String DIRTY = ".dirty";
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{" + DIGITS + "}(\\.dirty)?");

    public CommitId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no commit id of " + DIGITS + " hexadecimal digits");
        }
    }

    /**
     * Shortens a full object id as Git prints it.
     *
     * @param full at least 12 lower-case hexadecimal digits
     * @param dirty whether the working tree differs from the commit
     * @return the id as it stands in tags
     */
    public static CommitId ofFull(String full, boolean dirty) {
        if (full.length() < DIGITS) {
            throw new IllegalArgumentException("'" + full + "' is shorter than " + DIGITS + " digits");
        }
        return new CommitId(full.substring(0, DIGITS) + (dirty ? DIRTY : ""));
    }

    /** Whether the build had changes that no commit holds, so that it cannot be found or repeated by its commit. */
    public boolean dirty() {
        return value.endsWith(DIRTY);
    }

    @Override
    public String toString() {
        return value;
    }
}
