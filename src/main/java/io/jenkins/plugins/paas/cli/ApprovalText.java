package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Ballot;
import io.jenkins.plugins.paas.rollout.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who agreed at a gate, and who is still asked, in words. */
final class ApprovalText {
    private ApprovalText() {}

    /** How it stands at a gate; nothing where nobody is asked. */
    static List<String> lines(Rollout rollout, Instant now) {
        List<String> lines = new ArrayList<>();
        rollout.consent().ifPresent(consent -> {
            if (rollout.step().isGate()) {
                Ballot ballot = Ballot.of(consent);
                ballot.tallies().forEach(tally -> lines.add(line(tally, ballot, now)));
                if (consent.rule().notByAuthor()) {
                    lines.add("  who made or deployed the release may not approve it");
                }
            }
            lines.addAll(glass(consent, now));
        });
        return lines;
    }

    /** That the glass was broken, once it was. */
    private static List<String> glass(Consent consent, Instant now) {
        return consent.broken()
                .map(it -> "glass broken by " + it.by().person() + " " + Durations.age(Duration.between(it.at(), now))
                        + " ago: " + it.why())
                .map(List::of)
                .orElse(List.of());
    }

    private static String line(Tally tally, Ballot ballot, Instant now) {
        String who = tally.counted().stream()
                .map(each -> each.by().person() + " " + Durations.age(Duration.between(each.at(), now)) + " ago")
                .collect(Collectors.joining(", "));
        return tally.words()
                + (who.isEmpty() ? "" : " (" + who + ")")
                + (tally.enough() ? "" : "; waiting for one of: " + ballot.names());
    }

    /** That somebody approved. */
    static String line(Event.Approved approved) {
        return approved.approval().by().person() + " approved "
                + approved.approval().move().words() + ": " + approved.counted() + " of " + approved.needed();
    }
}
