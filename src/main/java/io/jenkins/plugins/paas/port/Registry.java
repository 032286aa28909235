package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image registry.
 *
 * <p>Every method may throw a {@link io.jenkins.plugins.paas.model.PaasException}: {@code E_REGISTRY_UNREACHABLE}, {@code
 * E_REGISTRY_DENIED} (sign-in missing or refused), {@code E_REGISTRY_ERROR} (after retries, for answers of 500 and above).
 */
public interface Registry {
    /** The digest that a tag or digest stands for now; nothing when the registry has no such image. */
    Optional<Digest> resolve(ImageRef image);

    /** The labels of an image; empty where it is not there, or is a list of images. */
    Map<String, String> labels(ImageRef image);

    /** All tags of a repository; empty when the repository does not exist. */
    List<String> tags(Repository repository);

    /**
     * Makes the image known under a tag, in the same repository or in another one; the bytes of its manifest, and so its
     * digest, stay the same. Blobs that the target has already are not sent again.
     *
     * @param from the image by digest
     * @param to the repository and tag
     */
    default Copied copy(ImageRef from, ImageRef to) {
        return copy(from, to, event -> {});
    }

    /**
     * The same, telling how it goes.
     *
     * @param events told of progress, unless nothing has to be sent
     */
    Copied copy(ImageRef from, ImageRef to, EventSink events);

    /**
     * What became of an image's layers and settings.
     *
     * @param there how many the target had already
     * @param mounted how many the registry took from another repository of its own
     * @param sent how many were sent through this machine
     * @param bytes how much that was
     */
    record Copied(int there, int mounted, int sent, long bytes) {
        /** Nothing to do. */
        public static final Copied NOTHING = new Copied(0, 0, 0, 0);

        /** Both together. */
        public Copied and(Copied other) {
            return new Copied(there + other.there, mounted + other.mounted, sent + other.sent, bytes + other.bytes);
        }
    }

    /** Whether we can sign in and may read the repository; throws what a build or deploy would throw. */
    void check(Repository repository);
}
