package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Delivering.Order;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Ballot;
import java.util.Optional;

/** Whose word a Rollout needs, by the platform file of whoever starts it. */
final class AskedFor {
    private AskedFor() {}

    /** The rule for what is brought in; nothing for going back, which must never wait. */
    static Optional<ApprovalRule> of(Order order, Place place, KeptReleases kept) {
        return order.kind() == Kind.ROLLBACK
                ? Optional.empty()
                : of(order.release().number(), order.changed(), place, kept);
    }

    /** What runs and was let through once needs no leave to be brought back to what it is. */
    private static Optional<ApprovalRule> of(long release, boolean changed, Place place, KeptReleases kept) {
        return place.cluster().approval().filter(rule -> changed || !kept.good(release));
    }

    /** That a deploy would have to wait for persons, for whoever looks at what it would change. */
    static Optional<String> note(long release, boolean changed, Place place, KeptReleases kept) {
        return of(release, changed, place, kept)
                .map(rule -> "environment " + place.cluster().environment() + " asks for " + rule.count()
                        + (rule.count() == 1 ? " approval" : " approvals") + " of it (by "
                        + Ballot.of(Consent.asking(rule)).names() + ")");
    }

    /** Warns of settings that do not do what they seem to where persons are asked. */
    static void warn(Workplace at, Order order) {
        GatePolicy own = order.policy().gates();
        if (!own.byPersonsOnly().equals(own)) {
            at.emit(new Event.Warned(
                    "W_PERSONS_ONLY",
                    "environment " + at.place().cluster().environment()
                            + " asks for approvals, which time does not replace: 'autoPromote' and 'gate: {then: promote}' do"
                            + " nothing here"));
        }
    }
}
