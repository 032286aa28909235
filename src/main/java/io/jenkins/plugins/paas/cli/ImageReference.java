package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images as people write them. */
final class ImageReference {
    /** Registry, name, tag, digest, as the OCI distribution spec allows them; a registry is asked for, never guessed. */
    private static final Pattern SHAPE =
            Pattern.compile("(?<host>[A-Za-z0-9.-]+(?::(?<port>[0-9]{1,5}))?)/(?<path>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    private static final int HIGHEST_PORT = 65_535;

    private ImageReference() {}

    static ImageRef parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()
                || (parts.group("tag") == null && parts.group("digest") == null)
                || (parts.group("port") != null && Integer.parseInt(parts.group("port")) > HIGHEST_PORT)) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_IMAGE_NAME",
                            "'" + text + "' is no image",
                            "write it as registry/name:tag or registry/name@sha256:..."));
        }
        return new ImageRef(
                new Repository(parts.group("host"), parts.group("path")),
                Optional.ofNullable(parts.group("tag")),
                Optional.ofNullable(parts.group("digest")).map(Digest::new));
    }
}
