package io.jenkins.plugins.paas.audit;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Sha256;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Ties each record to the one before it: every line names the SHA-256 of the line before, taken over its UTF-8 bytes. */
public final class AuditChain {
    private AuditChain() {}

    /**
     * The record that follows.
     *
     * @param last the chain's last line; nothing starts a chain
     * @param entry what is to be recorded
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE} when the last line is no record
     */
    public static Link next(Optional<String> last, AuditEntry entry) {
        return after(head(last), entry);
    }

    /**
     * The record that follows a line that is no record: whoever damaged it must keep nobody from going on, and the damage
     * shows all the same.
     *
     * @param last the chain's last line
     * @param lines how many lines the chain has
     * @param entry what is to be recorded
     */
    public static Link afterDamage(String last, long lines, AuditEntry entry) {
        return after(new AuditRecord.Head(lines, Sha256.of(last)), entry);
    }

    private static Link after(AuditRecord.Head head, AuditEntry entry) {
        AuditRecord record = new AuditRecord(
                head.number() + 1,
                entry.at().truncatedTo(ChronoUnit.MILLIS),
                entry.actor(),
                entry.action(),
                entry.ref(),
                entry.cluster(),
                entry.release(),
                entry.verdict(),
                entry.details(),
                head.hash());
        String line = AuditJson.line(record);
        return new Link(record, line, new AuditRecord.Head(record.number(), Sha256.of(line)));
    }

    /**
     * Where a chain stands.
     *
     * @param last its last line; nothing for an empty chain
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE} when the line is no record
     */
    public static AuditRecord.Head head(Optional<String> last) {
        return last.map(line -> new AuditRecord.Head(
                        AuditJson.link("the last audit record", line).number(), Sha256.of(line)))
                .orElse(AuditRecord.Head.EMPTY);
    }

    /**
     * A record in its place.
     *
     * @param record the record
     * @param line its line, to be appended
     * @param head where the chain ends once it is
     */
    public record Link(AuditRecord record, String line, AuditRecord.Head head) {}
}
