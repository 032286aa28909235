package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.Optional;

/** Reads and checks the audit trail of an App in a cluster. */
public final class AuditTrail {
    AuditTrail(Ports ports, Session session) {}

    /** All records that can be read, oldest first. */
    public List<AuditRecord> list(Place place) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    /** Checks every record's hash, the chain, and its end against the head kept with the Releases. */
    public Verification verify(Place place) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    /**
     * The trail, to be kept elsewhere.
     *
     * @return its rows, oldest first, without line breaks
     */
    public List<String> export(Place place, Format format) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    /** How a trail is handed out. */
    public enum Format {
        /** The lines as they are stored, so that others can check the hashes too. */
        JSON_LINES,
        /** A table for spreadsheets. */
        CSV
    }

    /**
     * What a check found.
     *
     * @param records how many records are good, counted from the first
     * @param head where the chain ends, as it was read
     * @param bad the first record that is not as it was written, or missing; nothing when all are good
     */
    public record Verification(long records, AuditRecord.Head head, Optional<Problem> bad) {}
}
