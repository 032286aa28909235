package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.port.Connection;
import java.time.Duration;
import java.util.Optional;

/** Which Release runs: what the workload itself says, not what we once wrote down. */
final class Running {
    /** A watch tells its first observation at once. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private Running() {}

    static Optional<Long> number(Observation seen) {
        return seen.workload().flatMap(WorkloadView::release);
    }

    /** Whether pods of two templates bear that number, as while a change by somebody else comes in. */
    static boolean mixed(Observation seen, long release) {
        return seen.sets().stream()
                        .filter(set -> set.release().filter(r -> r == release).isPresent())
                        .filter(set -> set.desired() > 0 || set.total() > 0)
                        .count()
                > 1;
    }

    /** What the watch showed last, which saves asking once more; whoever takes next gets it again. */
    static Observation seen(Connection connection, Mailbox mail, Session session, AppRef ref) {
        try {
            Observation seen = mail.take(session.waiting(), FIRST)
                    .orElseGet(() -> connection.cluster().observe(ref));
            // Whoever watches next must not wait for a change to learn how things are.
            mail.putBack(seen);
            return seen;
        } catch (InterruptedException e) {
            throw Failures.leftEarly(e);
        }
    }
}
