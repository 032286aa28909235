package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Ballot;
import io.jenkins.plugins.paas.rollout.Tally;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What others agreed to while somebody looks. */
final class Consents {
    private Consents() {}

    /** The approvals that a Rollout has more than before. */
    static Stream<Event> since(Rollout before, Rollout now) {
        List<Approval> known = consent(before).map(Consent::given).orElse(List.of());
        return consent(now).stream()
                .flatMap(consent -> consent.given().stream()
                        .filter(approval -> !known.contains(approval))
                        .map(approval -> event(now, consent, approval)));
    }

    private static Event event(Rollout now, Consent consent, Approval approval) {
        Tally tally = Ballot.of(consent).tally(approval.move());
        return new Event.Approved(now, approval, tally.counted().size(), tally.needed());
    }

    private static Optional<Consent> consent(Rollout rollout) {
        return rollout.consent();
    }
}
