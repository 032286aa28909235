package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;

/** Names of images in Jib's words. */
final class JibNames {
    private JibNames() {}

    static Repository repository(String text) {
        ImageReference reference = parse(text);
        return new Repository(reference.getRegistry(), reference.getRepository());
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
