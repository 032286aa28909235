package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import java.util.List;
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

    /** All tags of a repository; empty when the repository does not exist. */
    List<String> tags(Repository repository);

    /**
     * Makes the image known under a tag, in the same repository or in another one; the bytes of its manifest, and so its
     * digest, stay the same. Blobs that the target has already are not sent again.
     *
     * @param from the image by digest
     * @param to the repository and tag
     */
    void copy(ImageRef from, ImageRef to);

    /** Whether we can sign in and may read the repository; throws what a build or deploy would throw. */
    void check(Repository repository);
}
