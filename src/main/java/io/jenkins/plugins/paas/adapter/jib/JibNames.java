package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryImage;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;

/** Names of images in Jib's words, with what it needs to sign in. */
final class JibNames {
    private final RegistryAccess access;
    private final HttpRegistry registries;

    JibNames(RegistryAccess access, HttpRegistry registries) {
        this.access = access;
        this.registries = registries;
    }

    /**
     * A base by its digest. What is known by digest is taken from the cache without a question, and no one on the way can give us
     * something else.
     */
    ImageReference base(String name) {
        ImageReference base = parse(name);
        if (base.getDigest().isPresent()) {
            return base;
        }
        Repository repository = new Repository(base.getRegistry(), base.getRepository());
        Digest digest = registries
                .resolve(ImageRef.tagged(repository, base.getTag().orElse("latest")))
                .orElseThrow(() -> new PaasException(
                        Outcome.INVALID,
                        Problem.of(
                                "E_BASE_IMAGE",
                                "there is no base image " + base,
                                "check baseImages in platform.yaml, or FROM in the Dockerfile")));
        return parse(repository + "@" + digest);
    }

    RegistryImage signedIn(ImageReference image) {
        String host = image.getRegistry();
        return RegistryImage.named(image)
                .addCredentialRetriever(
                        () -> access.signIn(host).map(found -> Credential.from(found.user(), found.password())));
    }

    static ImageReference parse(String text) {
        try {
            return ImageReference.parse(text);
        } catch (InvalidImageReferenceException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_BASE_IMAGE",
                            "'" + text + "' is no name of an image",
                            "write host/path:tag or host/path@digest"),
                    e);
        }
    }
}
