package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Delivery.Planned;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From a settled Release to its Rollout, with the lock in our hands. */
final class Bringing {
    private final Workplace at;
    private final Mailbox mail;
    private final KeptReleases kept;
    private final Target target;
    private final Instant began;

    Bringing(Workplace at, Mailbox mail, KeptReleases kept, Target target, Instant began) {
        this.at = at;
        this.mail = mail;
        this.kept = kept;
        this.target = target;
        this.began = began;
    }

    /**
     * What is to run.
     *
     * @param release the Release
     * @param strategy how it comes in
     * @param policy time limits
     * @param plan the hash of the plan that says so, when one does
     */
    record Wanted(Release release, Strategy strategy, RolloutPolicy policy, Optional<String> plan) {}

    /**
     * Checks it, and starts its Rollout in place of the newest one.
     *
     * @param onceChecked what is to be done first, once nothing is left that could refuse it
     */
    Delivery bring(Wanted wanted, Observation seen, Optional<Saved> before, Runnable onceChecked) {
        Release release = wanted.release();
        Optional<Long> running = Running.number(seen);
        boolean changed = !running.equals(Optional.of(release.number()));
        AnotherName.of(at.place(), before.map(Saved::rollout))
                .ifPresent(words -> at.emit(new Event.Warned("W_SAME_PLACE", words)));
        at.connection().cluster().check(target.namespace(), release.objects());
        Optional<Release> runs = running.flatMap(kept::find);
        new BeforeTheStart(at.connection(), at.session(), target, wanted.strategy()).look(release, runs, seen, changed);
        onceChecked.run();
        // What runs and was good cannot be mended by going back from it.
        Optional<Long> fallback = !changed && kept.good(release.number())
                ? Optional.empty()
                : kept.fallbackOf(release.number(), running)
                        .or(() -> serving(wanted.strategy(), release, running, seen));
        List<Planned> plan = Changes.between(runs, release);
        return new Delivering(at, mail, kept, began, Leaving.AT_GATES)
                .start(
                        new Delivering.Order(
                                Kind.DEPLOY,
                                wanted.strategy(),
                                release,
                                changed,
                                fallback,
                                wanted.policy(),
                                plan,
                                wanted.plan()),
                        before);
    }

    /**
     * A Release that was never good and serves all the same: from a gate, where its pods still stand, people may want to go
     * back to it.
     */
    private Optional<Long> serving(Strategy strategy, Release release, Optional<Long> running, Observation seen) {
        return running.filter(number -> strategy != Strategy.ROLLING && number != release.number())
                .filter(number -> seen.pods().stream()
                        .anyMatch(pod -> pod.ready()
                                && pod.release().filter(number::equals).isPresent()))
                .filter(number -> kept.find(number).isPresent());
    }
}
