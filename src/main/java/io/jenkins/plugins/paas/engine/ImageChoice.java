package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.ImageRef;

/** Which image is deployed. */
public sealed interface ImageChoice {
    /**
     * The one that the checkout gives: built before from the same clean commit, or built now.
     *
     * @param force build even if the commit was built before
     */
    record FromSource(boolean force) implements ImageChoice {}

    /**
     * The one that was built from a commit; nothing is built.
     *
     * @param revision what Git resolves, or 12 or more digits of a commit id
     */
    record FromCommit(String revision) implements ImageChoice {}

    /**
     * An image that exists.
     *
     * @param image by tag or digest
     */
    record Existing(ImageRef image) implements ImageChoice {}
}
