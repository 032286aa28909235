package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import java.util.Optional;

/** Reads back what {@link ImageRef#toString()} wrote. */
final class ImageNames {
    private ImageNames() {}

    static ImageRef parse(String text) {
        int at = text.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(new Digest(text.substring(at + 1)));
        String name = at < 0 ? text : text.substring(0, at);
        // A colon before the last slash belongs to the host's port.
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1));
        String repository = colon < 0 ? name : name.substring(0, colon);
        int slash = repository.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("an image has a registry and a name");
        }
        return new ImageRef(
                new Repository(repository.substring(0, slash), repository.substring(slash + 1)), tag, digest);
    }
}
