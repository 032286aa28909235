package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.codec.PlanJson.Sealed;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what a plan says, exactly, or nothing. */
public final class ApplyPlan {
    private final Ports ports;
    private final Session session;

    ApplyPlan(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to apply.
     *
     * @param target the App in its cluster, which must be the plan's
     * @param plan the plan
     * @param stay whether to stay at gates
     */
    public record Request(Target target, Sealed plan, boolean stay) {}

    /**
     * Applies it.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException with nothing changed: {@code E_PLAN_OTHER} (of another App or cluster),
     *     {@code E_PLAN_PODS}, {@code E_PLAN_APPLIED}, {@code E_PLAN_STALE} (what lives has changed since), {@code E_LOCKED}; then as {@link Deploy}
     */
    public Delivery run(Request request) {
        Instant began = session.clock().instant();
        Target target = request.target();
        Place place = Place.of(target);
        requireOurs(place, request.plan().plan());
        requireOwnLabel(request.plan().plan().release());
        try (Connection connection = ports.clusters().connect(target.cluster())) {
            Actor actor = session.actor(connection.whoAmI());
            // Asked once more with the lock in our hands; but a stale plan need not wait for it.
            requireFresh(connection, place, request.plan());
            connection
                    .cluster()
                    .ensureNamespace(target.namespace(), target.cluster().createNamespace());
            try (Mailbox mail = new Mailbox(connection.cluster(), target.ref())) {
                Delivery delivery = underLock(connection, request, actor, mail, began);
                return new Staying(connection, place, actor, session, mail, began).after(delivery, request.stay());
            }
        }
    }

    private Delivery underLock(Connection connection, Request request, Actor actor, Mailbox mail, Instant began) {
        Target target = request.target();
        Place place = Place.of(target);
        Plan plan = request.plan().plan();
        try (Workplace at = Workplace.take(connection, place, actor, session)) {
            KeptReleases kept = requireFresh(connection, place, request.plan());
            Optional<Saved> before = connection.rollouts().load(target.ref());
            Observation seen = Running.seen(connection, mail, session, target.ref());
            makeConfig(connection, request.plan(), place);
            Optional<Release> there = kept.find(plan.release().number());
            Release release =
                    there.orElseGet(() -> plan.release().planned(request.plan().hash()));
            there.ifPresent(same -> at.emit(
                    new Event.Noted(Deploy.sayWhySame(same, Running.number(seen).equals(Optional.of(same.number()))))));
            Bringing.Wanted wanted = new Bringing.Wanted(
                    release,
                    plan.strategy(),
                    plan.policy(),
                    Optional.of(request.plan().hash()));
            return new Bringing(at, mail, kept, target, began).bring(wanted, seen, before, () -> tag(release));
        }
    }

    private static void requireOurs(Place place, Plan plan) {
        Release release = plan.release();
        boolean ours = release.ref().equals(place.ref())
                && release.cluster().equals(place.cluster().name())
                && plan.clusterId() == place.cluster().id();
        if (!ours) {
            throw Failures.invalid(
                    "E_PLAN_OTHER",
                    "the plan is for " + release.ref() + " in " + release.cluster() + " (id " + plan.clusterId()
                            + "), not for " + place + " (id " + place.cluster().id() + ")",
                    "name that App and that cluster, or make a plan for this one");
        }
    }

    /** At a gate it is by this label that pods get requests or none; who writes a plan by hand must not choose it. */
    private static void requireOwnLabel(Release release) {
        String own = String.valueOf(release.number());
        release.objects().stream()
                .filter(KubeObject::isWorkload)
                .filter(workload -> !PlainData.at(
                                workload.body(), "spec", "template", "metadata", "labels", Labels.RELEASE)
                        .equals(Optional.of(own)))
                .findFirst()
                .ifPresent(workload -> {
                    throw Failures.invalid(
                            "E_PLAN_PODS",
                            "the pods of " + workload + " do not bear the label " + Labels.RELEASE + "=" + own
                                    + " in the plan, which was changed by hand",
                            "make a plan with 'paas deploy --plan FILE'");
                });
    }

    private KeptReleases requireFresh(Connection connection, Place place, Sealed sealed) {
        Plan plan = sealed.plan();
        Release release = plan.release();
        KeptReleases kept = new KeptReleases(connection.releases(), place);
        boolean applied = kept.entry(release.number()).isPresent()
                && kept.find(release.number()).flatMap(Release::plan).equals(Optional.of(sealed.hash()));
        if (applied) {
            throw Failures.invalid(
                    "E_PLAN_APPLIED",
                    "the plan was applied already: it became release " + release.number() + " of " + place,
                    "see how it went with 'paas history'; 'paas rollback --to " + release.number()
                            + "' brings it back if something else runs now");
        }
        List<String> changes = new ArrayList<>();
        kept.find(release.number())
                .filter(there ->
                        !there.image().equals(release.image()) || !PlainData.same(there.objects(), release.objects()))
                .ifPresent(another -> changes.add("release " + release.number() + " is another one"));
        connection
                .rollouts()
                .load(place.ref())
                .filter(TurnBack::isOpen)
                .ifPresent(open ->
                        changes.add("the rollout of release " + open.rollout().release() + " was started and is open"));
        Observation seen = connection.cluster().observe(place.ref());
        Comparison comparison = new Comparison(connection, place, kept, seen);
        changes.addAll(
                LiveState.changes(plan.live(), LiveState.of(comparison.previews(release), kept, Running.number(seen))));
        plan.config().ifPresent(content -> {
            int number = connection.configs().foresee(place.ref(), content).number();
            if (!release.config().equals(Optional.of(number))) {
                changes.add("its configuration files are Config version v" + number + " now");
            }
        });
        if (!changes.isEmpty()) {
            throw Failures.planStale(place, changes);
        }
        return kept;
    }

    private static void makeConfig(Connection connection, Sealed sealed, Place place) {
        Release release = sealed.plan().release();
        sealed.plan().config().ifPresent(content -> {
            ConfigVersion made = connection.configs().ensure(place.ref(), content);
            if (!release.config().equals(Optional.of(made.number()))) {
                throw Failures.planStale(
                        place, List.of("its configuration files became Config version v" + made.number()));
            }
        });
    }

    /** The Release's own tag on its image, as after any deploy. An image that others built keeps its name. */
    private void tag(Release release) {
        ImageRef image = release.image();
        if (image.tag().equals(Optional.of(release.tag().toString()))) {
            ImageRef tagged = ImageRef.tagged(image.repository(), release.tag().toString());
            if (!ports.registry().get().resolve(tagged).equals(image.digest())) {
                ports.registry().get().copy(new ImageRef(image.repository(), Optional.empty(), image.digest()), tagged);
            }
        }
    }
}
