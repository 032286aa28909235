package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Cluster.Preview;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.List;
import java.util.Optional;

/**
 * Settles a deploy in every detail and does not do it. The image is built and the number is given here, since both stand in the
 * objects: a number that no plan uses is a gap, and gaps are allowed.
 */
public final class MakePlan {
    private final Ports ports;
    private final Session session;

    MakePlan(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * A plan that was made.
     *
     * @param plan the plan
     * @param hash its hash
     * @param text the file
     * @param difference what applying it would change
     */
    public record Made(Plan plan, String hash, String text, Difference difference) {}

    /**
     * Makes a plan.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException what building throws; {@code E_AT_GATE}, {@code E_ROLLOUT_OPEN} (what
     *     lives is about to change), {@code E_PLAN_SECRET} (a value that must not stand in a file); what the cluster would refuse,
     *     as {@link Deploy}
     */
    public Made run(Deploy.Request request) {
        Target target = request.target();
        Place place = Place.of(target);
        Optional<Content> content = target.run().config().map(spec -> ConfigFolder.read(request.folder(), spec));
        try (Connection connection = ports.clusters().connect(target.cluster())) {
            Optional<Rollout> open = connection
                    .rollouts()
                    .load(target.ref())
                    .map(Saved::rollout)
                    .filter(rollout -> rollout.step().open());
            if (open.isPresent()) {
                throw Failures.openAlready(place, open.get());
            }
            Chosen image = new ChooseImage(ports, session, request).get(connection);
            KeptReleases kept = new KeptReleases(connection.releases(), place);
            Observation seen = connection.cluster().observe(target.ref());
            Optional<Long> running = Running.number(seen);
            Optional<ConfigVersion> version =
                    content.map(files -> connection.configs().foresee(target.ref(), files));
            ReleaseChoice choice = new ReleaseChoice(target, image, version);
            Release release = choice.existing(kept, seen)
                    .orElseGet(() -> choice.create(
                            kept,
                            above -> StoreCluster.next(
                                    ports.clusters(), request.platform(), request.target(), connection, above),
                            session.actor(connection.whoAmI()),
                            session.clock().instant()));
            PlannedSecrets.refuse(release, content);
            Comparison comparison = new Comparison(connection, place, kept, seen);
            List<Preview> previews = comparison.previews(release);
            Plan plan = new Plan(
                    release,
                    target.cluster().id(),
                    target.run().strategy(),
                    Deploy.policy(request),
                    content,
                    LiveState.of(previews, kept, running));
            Difference difference =
                    comparison.of(new SettledRelease(release, Optional.of(image), true), previews, version, "");
            Failures.refuse(difference);
            return new Made(plan, PlanJson.hash(plan), PlanJson.write(plan), difference);
        }
    }
}
