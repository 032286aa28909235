package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.audit.AuditChain;
import io.jenkins.plugins.paas.audit.AuditEntry;
import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.engine.Together.Begun;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes an App's audit trail in one cluster, beside others who write to it at the same time. */
final class Trail {
    /** The detail that ties a record to its Rollout. */
    static final String ATTEMPT = "attempt";

    private static final int TRIES = 50;

    private final AuditLog log;
    private final ReleaseStore releases;
    private final Place place;
    private final Actor actor;
    private final InstantSource clock;
    /** The last line as we wrote it; others may have gone on since, which the log notices. */
    private Optional<String> own = Optional.empty();

    private Optional<Begun<Optional<String>>> ahead = Optional.empty();

    Trail(Connection connection, Place place, Actor actor, InstantSource clock) {
        this.log = connection.audit();
        this.releases = connection.releases();
        this.place = place;
        this.actor = actor;
        this.clock = clock;
    }

    /** Begins to look where the trail ends; whatever else there is to ask can be asked meanwhile. */
    void lookAhead() {
        ahead = Optional.of(Together.begin(() -> log.last(place.ref())));
    }

    /** Adds a record, and notes beside the Releases that the chain ends with it. */
    void add(Action action, Optional<Long> release, String verdict, Map<String, String> details) {
        note(append(action, release, verdict, details));
    }

    /**
     * Adds a record alone; {@link #note} is the other half.
     *
     * @return where the chain ends now
     */
    AuditRecord.Head append(Action action, Optional<Long> release, String verdict, Map<String, String> details) {
        AuditEntry entry = new AuditEntry(
                clock.instant(), actor, action, place.ref(), place.cluster().name(), release, verdict, details);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<String> last = attempt == 0 ? expected() : log.last(place.ref());
            AuditChain.Link link = AuditChain.next(last, entry);
            if (log.append(place.ref(), link.line(), last)) {
                own = Optional.of(link.line());
                return link.head();
            }
        }
        throw new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_AUDIT_BUSY",
                        "the audit trail of " + place + " was written to by others " + TRIES + " times in a row",
                        "try again"));
    }

    private Optional<String> expected() {
        if (own.isPresent()) {
            return own;
        }
        Optional<Begun<Optional<String>>> look = ahead;
        ahead = Optional.empty();
        try {
            return look.isPresent() ? look.get().get() : log.last(place.ref());
        } catch (InterruptedException e) {
            throw Failures.leftEarly(e);
        }
    }

    /** Notes beside the Releases that the chain ends there. */
    void note(AuditRecord.Head head) {
        try {
            releases.anchor(place.ref(), head);
        } catch (PaasException e) {
            // The record is written: whoever tried again because of this would write it twice. The next one's note
            // covers it.
            if (!e.code().equals(Failures.UNREACHABLE)) {
                throw e;
            }
        }
    }

    /** Whether an action of a Rollout is recorded already; asked where an earlier process may have written it. */
    boolean has(Action action, long attempt) {
        List<String> lines = log.read(place.ref()).stream()
                .flatMap(segment -> segment.lines().stream())
                .toList();
        // A lost rollout record lets the numbers of Rollouts begin anew: what lies before this one's start is
        // another's.
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (isOf(line, action, attempt)) {
                return true;
            }
            if (isOf(line, Action.DEPLOY_STARTED, attempt) || isOf(line, Action.ROLLBACK_STARTED, attempt)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isOf(String line, Action action, long attempt) {
        if (!line.contains(action.name())) {
            return false;
        }
        try {
            AuditRecord record = AuditJson.record("an audit record", line);
            return record.action() == action
                    && Long.toString(attempt).equals(record.details().get(ATTEMPT));
        } catch (PaasException e) {
            // A damaged line proves nothing; 'audit verify' reports it.
            return false;
        }
    }
}
