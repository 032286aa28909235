package io.jenkins.plugins.paas.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tag of every image: {@code <sequence>-<cluster id>-<commit>}.
 *
 * @param sequence number of the build, 1 or more, per App, never reused
 * @param clusterId the platform's number of the cluster, 0 or more
 * @param commit what it was built from
 */
public record ImageTag(long sequence, int clusterId, CommitId commit) {
    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,17})-([0-9]{1,9})-([0-9a-f]{12}(?:\\.dirty)?)");

    public ImageTag {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence + "; it starts at 1");
        }
        if (clusterId < 0) {
            throw new IllegalArgumentException("cluster id is " + clusterId + "; it is 0 or more");
        }
    }

    /**
     * Reads a tag.
     *
     * @param text any tag of a registry
     * @return the tag, or nothing when it was not made by us
     */
    public static Optional<ImageTag> parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        return parts.matches()
                ? Optional.of(new ImageTag(
                        Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)), new CommitId(parts.group(3))))
                : Optional.empty();
    }

    /** The same build, named for another cluster. */
    public ImageTag forCluster(int otherClusterId) {
        return new ImageTag(sequence, otherClusterId, commit);
    }

    @Override
    public String toString() {
        return sequence + "-" + clusterId + "-" + commit;
    }
}
