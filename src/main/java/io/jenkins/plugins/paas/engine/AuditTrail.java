package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.audit.AuditExport;
import io.jenkins.plugins.paas.audit.AuditVerifier;
import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads and checks the audit trail of an App in a cluster. */
public final class AuditTrail {
    private final Ports ports;
    private final EventSink events;

    AuditTrail(Ports ports) {
        this(ports, event -> {});
    }

    /**
     * One that tells what it leaves out.
     *
     * @param events whom to tell
     */
    AuditTrail(Ports ports, EventSink events) {
        this.ports = ports;
        this.events = events;
    }

    /** All records that can be read, oldest first; that some cannot is told, for a newer paas may have written them. */
    public List<AuditRecord> list(Place place) {
        return read(place, (segments, anchored) -> {
            List<String> lines = AuditExport.jsonLines(segments).toList();
            List<AuditRecord> records = lines.stream()
                    .flatMap(line -> AuditJson.readable(line).stream())
                    .toList();
            int left = lines.size() - records.size();
            if (left > 0) {
                events.emit(new Event.Warned(
                        "W_AUDIT_UNREADABLE",
                        left + (left == 1 ? " line" : " lines") + " of the audit trail of " + place
                                + " cannot be read and " + (left == 1 ? "is" : "are")
                                + " left out: damaged, or written by a newer paas; 'paas audit export' has the text, 'paas audit"
                                + " verify' tells whether it is whole"));
            }
            return records;
        });
    }

    /** Checks every record's hash, the chain, and its end against the head kept with the Releases. */
    public Verification verify(Place place) {
        return read(place, AuditTrail::verified);
    }

    private static Verification verified(List<AuditLog.Segment> segments, AuditRecord.Head anchored) {
        var found = AuditVerifier.verify(segments, anchored);
        if (found instanceof io.jenkins.plugins.paas.audit.Verification.Broken broken) {
            String where = broken.segment().isEmpty() ? "" : " in " + broken.segment();
            Problem problem = Problem.of(
                    "E_AUDIT_BROKEN",
                    "the audit trail is not as it was written: " + broken.what() + where,
                    "keep a copy ('paas audit export') and find out who can write to these ConfigMaps");
            return new Verification(broken.number() - 1, anchored, Optional.of(problem));
        }
        var intact = (io.jenkins.plugins.paas.audit.Verification.Intact) found;
        return new Verification(intact.count(), intact.head(), Optional.empty());
    }

    /**
     * The trail, to be kept elsewhere.
     *
     * @return its rows, oldest first, without line breaks
     */
    public List<String> export(Place place, Format format) {
        return read(
                place,
                (segments, anchored) ->
                        (format == Format.CSV ? AuditExport.csv(segments) : AuditExport.jsonLines(segments)).toList());
    }

    private <T> T read(Place place, BiFunction<List<AuditLog.Segment>, AuditRecord.Head, T> use) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            // The head first: a record that is added in between makes the chain longer than the head, which is no
            // fault.
            AuditRecord.Head anchored = connection.releases().anchored(place.ref());
            return use.apply(connection.audit().read(place.ref()), anchored);
        }
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
     * @param head where the chain ends; of a bad one, where it was noted to end
     * @param bad the first record that is not as it was written, or missing; nothing when all are good
     */
    public record Verification(long records, AuditRecord.Head head, Optional<Problem> bad) {}
}
