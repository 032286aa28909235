package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Brings an App into a cluster: image, Config version, Release, Rollout, verdict. */
public final class Deploy {
    private final Ports ports;
    private final Session session;

    Deploy(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to deploy.
     *
     * @param platform the platform
     * @param target the App in its cluster
     * @param folder the App's folder, for building and for its config folder
     * @param image which image
     * @param dryRun change nothing in the cluster, build nothing; say what would be done
     * @param rollback whether a failed Rollout goes back to the last good Release, as far as the App does not say so itself
     * @param timeout in place of the App's own
     * @param atGate what to do about gates
     */
    public record Request(
            Platform platform,
            Target target,
            Path folder,
            ImageChoice image,
            boolean dryRun,
            boolean rollback,
            Optional<Duration> timeout,
            AtGate atGate) {}

    /**
     * What to do about gates.
     *
     * @param stay whether to stay at a gate until the Rollout ends; otherwise the command ends there
     * @param supersede whether a Rollout that waits at a gate is turned back to make room
     */
    public record AtGate(boolean stay, boolean supersede) {
        /** Leave at a gate, and let others' gates stand. */
        public static final AtGate LEAVE = new AtGate(false, false);
    }

    /**
     * Deploys.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException with nothing changed in the App's objects: what building throws,
     *     {@code E_IMAGE_UNKNOWN}, {@code E_CONFIG_FOLDER}, {@code E_CONFIG_NOT_TEXT},
     *     {@code E_LOCKED}, {@code E_AT_GATE}, {@code E_NO_ROOM}, {@code E_NAMESPACE_MISSING}, {@code E_NAMESPACE_ENDING},
     *     {@code E_FORBIDDEN}, {@code E_FIELD_CONFLICT}, {@code E_REFUSED}, {@code E_CLUSTER_UNREACHABLE}; and in the middle,
     *     with the Rollout left open for {@link Resume}: {@code E_FENCED},
     *     {@code E_LOCK_LOST} (both {@code LOCKED}), {@code E_LEFT} when the thread was interrupted
     */
    public Delivery run(Request request) {
        Instant began = session.clock().instant();
        session.warnOfWhatIsNotYet(request.platform());
        Target target = request.target();
        Optional<Content> config = target.run().config().map(spec -> ConfigFolder.read(request.folder(), spec));
        try (Connection connection = ports.clusters().connect(target.cluster())) {
            return request.dryRun()
                    ? new DeployPreview(ports, session, request, config).run(connection, began)
                    : deploy(connection, request, config, began);
        }
    }

    private Delivery deploy(Connection connection, Request request, Optional<Content> config, Instant began) {
        Target target = request.target();
        ChooseImage images = new ChooseImage(ports, session, request);
        Prepared prepared =
                Together.both(() -> signIn(connection, target), () -> images.get(connection), Deploy::prepared);
        if (!prepared.namespace()) {
            connection.cluster().ensureNamespace(target.namespace(), true);
        }
        Place place = Place.of(target);
        try (Mailbox mail = prepared.mail()) {
            Delivery delivery = underLock(connection, request, prepared, config, began);
            return new Staying(connection, place, prepared.actor(), session, mail, began)
                    .after(delivery, request.atGate().stay());
        }
    }

    private Delivery underLock(
            Connection connection, Request request, Prepared prepared, Optional<Content> config, Instant began) {
        Target target = request.target();
        Place place = Place.of(target);
        Mailbox mail = prepared.mail();
        try (Workplace at = Workplace.take(connection, place, prepared.actor(), session)) {
            Optional<Saved> before = new MakingRoom(at, mail, began).forAnother(request.atGate());
            Known known = Together.both(
                    () -> KeptReleases.with(
                            connection.releases(), place, mail.glance().flatMap(Running::number)),
                    () -> config.map(content -> connection.configs().ensure(target.ref(), content)),
                    Known::new);
            KeptReleases kept = known.kept();
            Observation seen = Running.seen(connection, mail, session, target.ref());
            Optional<Long> running = Running.number(seen);
            ReleaseChoice choice = new ReleaseChoice(target, prepared.image(), known.config());
            Optional<Release> same = choice.existing(kept, seen);
            Release release = same.orElseGet(() -> choice.create(
                    kept,
                    above -> StoreCluster.next(ports.clusters(), request.platform(), target, connection, above),
                    prepared.actor(),
                    session.clock().instant()));
            boolean changed = !running.equals(Optional.of(release.number()));
            if (same.isPresent()) {
                at.emit(new Event.Noted(sayWhySame(release, !changed && kept.good(release.number()))));
            }
            Bringing.Wanted wanted =
                    new Bringing.Wanted(release, target.run().strategy(), policy(request), Optional.empty());
            return new Bringing(at, mail, kept, target, began)
                    .bring(wanted, seen, before, () -> tag(prepared.image(), release));
        }
    }

    private record Known(KeptReleases kept, Optional<ConfigVersion> config) {}

    private record SignedIn(Actor actor, Mailbox mail, boolean namespace) {}

    private record Prepared(Actor actor, Mailbox mail, boolean namespace, Chosen image) {}

    private static Prepared prepared(SignedIn there, Chosen image) {
        return new Prepared(there.actor(), there.mail(), there.namespace(), image);
    }

    /** The watch starts while the image is built; should that fail, closing the connection ends it. */
    private SignedIn signIn(Connection connection, Target target) {
        Mailbox mail = new Mailbox(connection.cluster(), target.ref());
        return Together.both(
                () -> session.actor(connection.whoAmI()),
                () -> hasNamespace(connection.cluster(), target),
                (actor, there) -> new SignedIn(actor, mail, there));
    }

    /**
     * Only looks: a namespace that we may make is made for an image that is there.
     *
     * @throws PaasException {@code E_NAMESPACE_MISSING} where we may not make it, {@code E_NAMESPACE_ENDING} where
     *     nobody can; a build that is under way is broken off
     */
    private static boolean hasNamespace(Cluster cluster, Target target) {
        try {
            cluster.ensureNamespace(target.namespace(), false);
            return true;
        } catch (PaasException e) {
            if (!e.code().equals("E_NAMESPACE_MISSING") || !target.cluster().createNamespace()) {
                throw e;
            }
            return false;
        }
    }

    /** The Release's own tag on its image, so that the registry tells what ran where. */
    private void tag(Chosen image, Release release) {
        if (!release.image().equals(image.image())) {
            ports.registry().get().copy(image.image(), release.image(), session.events());
        }
    }

    static String sayWhySame(Release release, boolean runs) {
        return "release " + release.number() + " has the same image, config and objects"
                + (runs ? " and runs already" : "; it is tried again");
    }

    static RolloutPolicy policy(Request request) {
        RolloutPolicy own = request.target().run().rollout();
        return new RolloutPolicy(
                request.timeout().orElse(own.timeout()), own.rollback() && request.rollback(), own.gates());
    }
}
