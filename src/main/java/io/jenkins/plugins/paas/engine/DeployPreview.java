package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Observation;
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
        Actor actor = session.onlooker(connection.whoAmI());
        Optional<Chosen> image = new ChooseImage(ports, session, request).find();
        if (image.isEmpty()) {
            note("the image would be built; a digest of zeros stands for it");
        }
        KeptReleases kept = new KeptReleases(connection.releases(), Place.of(target));
        Observation seen = connection.cluster().observe(target.ref());
        Optional<Long> running = Running.number(seen);
        Release release = SettledRelease.of(
                        target,
                        image,
                        config.map(content -> connection.configs().foresee(target.ref(), content)),
                        kept,
                        seen,
                        actor,
                        session.clock().instant())
                .release();
        if (connection.preflight().exists(target.namespace()).orElse(true)) {
            connection.cluster().check(target.namespace(), release.objects());
        } else {
            note("the namespace " + target.namespace() + " is not there yet, so the cluster could not be asked");
        }
        boolean changed = !running.equals(Optional.of(release.number()));
        AskedFor.note(release.number(), changed, Place.of(target), kept).ifPresent(this::note);
        return new Delivery(
                Outcome.DONE,
                Optional.of(release),
                Optional.empty(),
                running,
                Optional.empty(),
                changed,
                Changes.between(running.flatMap(kept::find), release),
                Duration.between(began, session.clock().instant()));
    }

    private void note(String text) {
        session.events().emit(new Event.Noted(text));
    }
}
