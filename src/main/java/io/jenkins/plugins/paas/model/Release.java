package io.jenkins.plugins.paas.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One image, one Config version and the objects rendered from them; numbered by its sequence and never changed.
 *
 * @param number the sequence, 1 or more
 * @param ref the App and its namespace
 * @param cluster the cluster it was made for
 * @param tag the image's tag
 * @param image the image, pinned by its digest
 * @param config the number of its Config version, when the App has one
 * @param objects what is applied, in order
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param plan the hash of the {@link Plan} that it was made from, when it was
 */
public record Release(
        long number,
        AppRef ref,
        ClusterName cluster,
        ImageTag tag,
        ImageRef image,
        Optional<Integer> config,
        List<KubeObject> objects,
        Instant createdAt,
        Actor createdBy,
        Optional<String> plan) {
    public Release {
        if (number < 1) {
            throw new IllegalArgumentException("release number is " + number + "; it starts at 1");
        }
        objects = List.copyOf(objects);
    }

    /** The same, made from a plan. */
    public Release planned(String hash) {
        return new Release(number, ref, cluster, tag, image, config, objects, createdAt, createdBy, Optional.of(hash));
    }

    /** What became of a Release; it stands beside the Release, which itself never changes. */
    public enum Verdict {
        /** Not yet rolled out to its end. */
        PENDING,
        /** Every pod became ready; it can be rolled back to. */
        GOOD,
        /** Its Rollout failed. */
        FAILED,
        /** It was aborted, timed out or gave way before its Rollout began: nobody saw how it does. */
        WITHDRAWN,
        /** No Rollout brought it to its end; it runs because what held it back was ended by hand, and nobody watched its pods. */
        MENDED
    }
}
