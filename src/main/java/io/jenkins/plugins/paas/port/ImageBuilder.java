package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.Finish;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import java.nio.file.Path;
import java.util.List;

/** Makes an image out of a plan, without a daemon; or takes one that another tool made. The same input gives the same digest. */
public interface ImageBuilder {
    /**
     * Builds and delivers an image.
     *
     * @param plan what it consists of
     * @param destination where it goes
     * @param events told of progress
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BASE_IMAGE}, {@code E_REGISTRY_UNREACHABLE}, {@code
     *     E_REGISTRY_DENIED}, {@code E_REGISTRY_ERROR}
     */
    Built build(ImagePlan plan, Destination destination, EventSink events);

    /**
     * Looks into an image that another tool made.
     *
     * @param made an OCI image layout with one image for our platform
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_IMAGE_UNREADABLE}, also later, once its files are asked for
     */
    BaseImage open(Path made);

    /**
     * Adds to an image that another tool made; the layers that it has stay as they are.
     *
     * @param made an OCI image layout with one image for our platform, which is changed
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_FILE_UNREADABLE}
     */
    void finish(Path made, Finish finish);

    /**
     * Delivers an image that another tool made, as it is.
     *
     * @param made an OCI image layout with one image for our platform; not changed
     * @param destination where it goes
     * @param events told of progress
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_FILE_UNREADABLE}, {@code E_REGISTRY_UNREACHABLE}, {@code
     *     E_REGISTRY_DENIED}, {@code E_REGISTRY_ERROR}
     */
    Built deliver(Path made, Destination destination, EventSink events);

    /** Where an image goes. */
    sealed interface Destination {
        /**
         * To a registry.
         *
         * @param image repository and tag
         */
        record ToRegistry(ImageRef image) implements Destination {}

        /**
         * To a tar file that {@code docker load} and {@code ctr import} read.
         *
         * @param file written whole or not at all
         * @param image the name that it carries
         */
        record ToTar(Path file, ImageRef image) implements Destination {}

        /**
         * To an OCI image layout.
         *
         * @param folder made when missing
         * @param image the name that it carries
         * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
         */
        record ToLayout(Path folder, ImageRef image) implements Destination {}
    }

    /**
     * A built image.
     *
     * @param image its name, pinned by digest
     * @param digest of its manifest
     * @param layers of our own, base layers not counted; none where another tool made the image
     */
    record Built(ImageRef image, Digest digest, List<BuiltLayer> layers) {
        public Built {
            layers = List.copyOf(layers);
        }
    }

    /**
     * A layer.
     *
     * @param name such as {@code classes}
     * @param files how many files
     * @param bytes their size, uncompressed
     */
    record BuiltLayer(String name, int files, long bytes) {}
}
