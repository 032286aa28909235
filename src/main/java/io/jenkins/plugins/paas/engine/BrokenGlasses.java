package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.port.AuditLog;
import java.util.Map;
import java.util.TreeMap;

/** Which Releases went on without the approvals that were asked for; the audit trail says so for ever. */
final class BrokenGlasses {
    private BrokenGlasses() {}

    /** Who did it and why, by the Release's number. */
    static Map<Long, String> of(AuditLog log, AppRef ref) {
        Map<Long, String> broken = new TreeMap<>();
        log.read(ref).stream()
                .flatMap(segment -> segment.lines().stream())
                // A damaged line proves nothing; 'audit verify' reports it.
                .filter(line -> line.contains(Action.GLASS_BROKEN.name()))
                .flatMap(line -> AuditJson.readable(line).stream())
                .filter(record -> record.action() == Action.GLASS_BROKEN)
                .forEach(record -> record.release().ifPresent(number -> broken.put(number, words(record))));
        return broken;
    }

    private static String words(AuditRecord record) {
        return record.actor().name() + ": " + record.details().getOrDefault("why", "");
    }
}
