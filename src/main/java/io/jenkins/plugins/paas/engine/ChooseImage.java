package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageContents;
import java.util.Optional;

/** Gets the image that a deploy was asked for: builds it, finds it, or looks it up. */
final class ChooseImage {
    private static final int DIGITS = 12;

    /** A tag may have 128 characters, the digits of a digest among them. */
    private static final int LONGEST_TAG = 100;

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
            ImageRef found = pinned(existing.image());
            new ImageGate(ports, session, request.platform(), request.target(), request.folder())
                    .pass(new ImageContents.Source.InRegistry(found), Optional.of(connection));
            return brought(found);
        }
        BuildImage.Result built = new BuildImage(ports, session).run(build(), Optional.of(connection));
        return new Chosen(built.tag(), built.image());
    }

    /** The image if it is there already; nothing is built or tagged. */
    Optional<Chosen> find() {
        if (request.image() instanceof ImageChoice.Existing existing) {
            return Optional.of(own(pinned(existing.image())));
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

    private ImageRef pinned(ImageRef image) {
        Digest digest = ports.registry()
                .get()
                .resolve(image)
                .orElseThrow(() -> Failures.invalid(
                        "E_IMAGE_UNKNOWN",
                        "the registry has no image " + image,
                        "see its tags, or leave the image out to build one"));
        ImageRef pinned = image.pinned(digest);
        if (image.repository().equals(request.target().repository())) {
            // Elsewhere an image of others is what somebody asked for; here its name says that it is this App's.
            new OwnImages(ports.registry().get(), request.target().app().team()).require(pinned);
        }
        return pinned;
    }

    /** The image where the cluster pulls from: nodes may reach no other registry, and a way back must not depend on one. */
    private Chosen brought(ImageRef found) {
        Chosen chosen = own(found);
        if (!chosen.image().equals(found)) {
            ports.registry().get().copy(found, chosen.image(), session.events());
            session.events().emit(new Event.Noted(found + " is now known as " + chosen.image()));
        }
        return chosen;
    }

    private Chosen own(ImageRef found) {
        Target target = request.target();
        Optional<ImageTag> tag = found.tag().flatMap(ImageTag::parse);
        if (found.repository().equals(target.repository())) {
            return new Chosen(tag, found);
        }
        if (tag.isPresent()) {
            ImageTag here = tag.get().forCluster(target.cluster().id());
            return new Chosen(Optional.of(here), named(here.toString(), found));
        }
        boolean sameRegistry =
                found.repository().host().equals(target.repository().host());
        return new Chosen(Optional.empty(), sameRegistry ? found : named(withDigest(found), found));
    }

    private ImageRef named(String tag, ImageRef found) {
        return ImageRef.tagged(request.target().repository(), tag)
                .pinned(found.digest().orElseThrow());
    }

    /** A tag of others may be moved; with the digest in it, each of its images keeps a name of its own. */
    private static String withDigest(ImageRef found) {
        String hex = found.digest().orElseThrow().hex().substring(0, DIGITS);
        return found.tag()
                .map(tag -> tag.substring(0, Math.min(tag.length(), LONGEST_TAG)) + "-" + hex)
                .orElse(hex);
    }
}
