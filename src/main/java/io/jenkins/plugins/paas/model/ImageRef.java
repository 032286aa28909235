package io.jenkins.plugins.paas.model;

import java.util.Optional;

/**
 * An image as a pod names it: a repository, a tag for people, a digest for machines.
 *
 * @param repository where it lies
 * @param tag the tag, when known
 * @param digest the digest, when known; it decides
 */
public record ImageRef(Repository repository, Optional<String> tag, Optional<Digest> digest) {
    public ImageRef {
        if (tag.isEmpty() && digest.isEmpty()) {
            throw new IllegalArgumentException("an image needs a tag or a digest");
        }
    }

    /** An image by its tag alone. */
    public static ImageRef tagged(Repository repository, String tag) {
        return new ImageRef(repository, Optional.of(tag), Optional.empty());
    }

    /** The same image, pinned by its digest. */
    public ImageRef pinned(Digest to) {
        return new ImageRef(repository, tag, Optional.of(to));
    }

    /** {@code repository[:tag][@digest]}, as Kubernetes takes it in {@code containers[].image}. */
    @Override
    public String toString() {
        return repository
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
