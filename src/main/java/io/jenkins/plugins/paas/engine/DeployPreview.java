package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says what a deploy would do. Writes nothing anywhere, and asks for no lock. */
final class DeployPreview {
    private static final String NOT_BUILT = "0".repeat(64);

    private final Ports ports;
    private final Session session;
    private final Deploy.Request request;
    private final Target target;
    private final Optional<Content> config;

    DeployPreview(Ports ports, Session session, Deploy.Request request, Optional<Content> config) {
        this.ports = ports;
        this.session = session;
        this.request = request;
        this.target = request.target();
        this.config = config;
    }

    Delivery run(Connection connection, Instant began) {
        Actor actor = new Actor(connection.whoAmI(), session.claim());
        Chosen image = new ChooseImage(ports, session, request).find().orElseGet(this::unbuilt);
        KeptReleases kept = new KeptReleases(connection.releases(), Place.of(target));
        Optional<Long> running = Running.number(connection.cluster().observe(target.ref()));
        ReleaseChoice choice =
                new ReleaseChoice(target, image, config.map(content -> version(connection, kept, content)));
        Release release = choice.existing(kept, running)
                .orElseGet(() -> choice.create(
                        kept, above -> above + 1, actor, session.clock().instant()));
        if (connection.preflight().exists(target.namespace())) {
            connection.cluster().check(target.namespace(), release.objects());
        } else {
            note("the namespace " + target.namespace() + " is not there yet, so the cluster could not be asked");
        }
        return new Delivery(
                Outcome.DONE,
                Optional.of(release),
                Optional.empty(),
                running,
                Optional.empty(),
                !running.equals(Optional.of(release.number())),
                Changes.between(running.flatMap(kept::find), release),
                Duration.between(began, session.clock().instant()));
    }

    private Chosen unbuilt() {
        note("the image would be built; a digest of zeros stands for it");
        Digest digest = new Digest("sha256:" + NOT_BUILT);
        return new Chosen(
                Optional.empty(),
                ImageRef.tagged(target.repository(), "not-built").pinned(digest));
    }

    /** The version that the content has or would get, as far as Releases tell. */
    private ConfigVersion version(Connection connection, KeptReleases kept, Content content) {
        int newest = kept.entries().stream()
                .flatMap(entry -> entry.config().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        for (int number = newest; number >= 1; number--) {
            Optional<ConfigVersion> there = connection.configs().find(target.ref(), number);
            if (there.filter(version -> version.content().hash().equals(content.hash()))
                    .isPresent()) {
                return there.get();
            }
        }
        return new ConfigVersion(target.app().name(), newest + 1, content);
    }

    private void note(String text) {
        session.events().emit(new Event.Noted(text));
    }
}
