package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.audit.AuditChain;
import io.jenkins.plugins.paas.audit.AuditEntry;
import io.jenkins.plugins.paas.audit.AuditVerifier;
import io.jenkins.plugins.paas.audit.Verification;
import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.engine.Together.Begun;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ReleaseStore;
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
    private final Session session;
    /** The last line as we wrote it; others may have gone on since, which the log notices. */
    private Optional<String> own = Optional.empty();

    private Optional<Begun<End>> ahead = Optional.empty();
    /** Whether the trail is not as it was written: then what was noted of it stays, as the proof. */
    private boolean broken;

    Trail(Connection connection, Place place, Actor actor, Session session) {
        this.log = connection.audit();
        this.releases = connection.releases();
        this.place = place;
        this.actor = actor;
        this.session = session;
    }

    /** Begins to look where the trail ends; whatever else there is to ask can be asked meanwhile. */
    void lookAhead() {
        ahead = Optional.of(Together.begin(this::end));
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
                session.clock().instant(),
                actor,
                action,
                place.ref(),
                place.cluster().name(),
                release,
                verdict,
                details);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<String> last = attempt == 0 ? expected() : log.last(place.ref());
            AuditChain.Link link = link(last, entry);
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

    /** Going on, and above all going back, must not depend on what somebody did to the last line. */
    private AuditChain.Link link(Optional<String> last, AuditEntry entry) {
        try {
            return AuditChain.next(last, entry);
        } catch (PaasException e) {
            List<AuditLog.Segment> segments = log.read(place.ref());
            if (last.isEmpty() || segments.isEmpty()) {
                throw e;
            }
            tellBroken("its last line is no audit record");
            long lines = segments.stream()
                    .mapToLong(segment -> segment.lines().size())
                    .sum();
            return AuditChain.afterDamage(last.get(), lines, entry);
        }
    }

    private Optional<String> expected() {
        if (own.isPresent()) {
            return own;
        }
        Optional<Begun<End>> look = ahead;
        ahead = Optional.empty();
        try {
            End end = look.isPresent() ? look.get().get() : end();
            if (!end.isAsNoted()) {
                inspect(end.noted());
            }
            return end.last();
        } catch (InterruptedException e) {
            throw Failures.leftEarly(e);
        }
    }

    /**
     * Where the trail ends.
     *
     * @param noted where it was noted to end
     * @param last its last line
     */
    private record End(AuditRecord.Head noted, Optional<String> last) {
        boolean isAsNoted() {
            return noted.equals(AuditRecord.Head.EMPTY)
                    || last.filter(line -> Sha256.of(line).equals(noted.hash())).isPresent();
        }
    }

    /** The note first: a record that is added in between makes the trail longer than the note, which is no fault. */
    private End end() {
        AuditRecord.Head noted = releases.anchored(place.ref());
        return new End(noted, log.last(place.ref()));
    }

    /** A trail that goes on after a last record whose note is missing is whole; one that lacks what was noted is not. */
    private void inspect(AuditRecord.Head noted) {
        if (AuditVerifier.verify(log.read(place.ref()), noted) instanceof Verification.Broken bad) {
            tellBroken(bad.what());
        }
    }

    private void tellBroken(String what) {
        if (!broken) {
            broken = true;
            session.events()
                    .emit(new Event.Warned(
                            "W_AUDIT_BROKEN",
                            "the audit trail of " + place + " is not as it was written: " + what
                                    + "; what was noted of it is kept for 'paas audit verify'"));
        }
    }

    /** Notes beside the Releases that the chain ends there. */
    void note(AuditRecord.Head head) {
        if (broken) {
            return;
        }
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
        // A damaged line proves nothing; 'audit verify' reports it.
        return line.contains(action.name())
                && AuditJson.readable(line)
                        .filter(record -> record.action() == action
                                && Long.toString(attempt)
                                        .equals(record.details().get(ATTEMPT)))
                        .isPresent();
    }
}
