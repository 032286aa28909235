package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.ImageContents;
import java.util.Optional;

/** Gets the image that a deploy was asked for: builds it, finds it, or looks it up. */
final class ChooseImage {
    private final Ports ports;
    private final Session session;
    private final Deploy.Request request;

    ChooseImage(Ports ports, Session session, Deploy.Request request) {
        this.ports = ports;
        this.session = session;
        this.request = request;
    }

    /** The image, built if need be. */
    Chosen get(Connection connection) {
        if (request.image() instanceof ImageChoice.Existing existing) {
            Chosen chosen = existing(existing.image());
            new ImageGate(ports, session, request.platform(), request.target(), request.folder())
                    .pass(new ImageContents.Source.InRegistry(chosen.image()), Optional.of(connection));
            return chosen;
        }
        BuildImage.Result built = new BuildImage(ports, session).run(build(), Optional.of(connection));
        return new Chosen(Optional.of(built.tag()), built.image());
    }

    /** The image if it is there already; nothing is built or tagged. */
    Optional<Chosen> find() {
        if (request.image() instanceof ImageChoice.Existing existing) {
            return Optional.of(existing(existing.image()));
        }
        return new BuildImage(ports, session)
                .find(build())
                .map(found -> new Chosen(Optional.of(found.tag()), found.image()));
    }

    private BuildImage.Request build() {
        boolean force = request.image() instanceof ImageChoice.FromSource source && source.force();
        Optional<String> commit = request.image() instanceof ImageChoice.FromCommit from
                ? Optional.of(from.revision())
                : Optional.empty();
        return new BuildImage.Request(
                request.platform(),
                request.target(),
                request.folder(),
                new BuildImage.Output.ToRegistry(),
                force,
                commit);
    }

    private Chosen existing(ImageRef image) {
        Digest digest = ports.registry()
                .get()
                .resolve(image)
                .orElseThrow(() -> Failures.invalid(
                        "E_IMAGE_UNKNOWN",
                        "the registry has no image " + image,
                        "see its tags, or leave the image out to build one"));
        return new Chosen(image.tag().flatMap(ImageTag::parse), image.pinned(digest));
    }
}
