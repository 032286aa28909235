package io.jenkins.plugins.paas.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.PaasException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Audit records as lines of JSON: one object on one line, without spaces, members always in the same order. */
public final class AuditJson {
    private AuditJson() {}

    /** The record's line, without a line break. Times are cut to milliseconds. */
    public static String line(AuditRecord record) {
        String json = Json.write(tree(record));
        // Half a surrogate pair has no bytes in UTF-8; what is hashed must be what can be stored.
        return new String(json.getBytes(UTF_8), UTF_8);
    }

    /** The record's members, in the order of the line. */
    public static Map<String, Object> tree(AuditRecord record) {
        return new Members()
                .add("schema", Members.SCHEMA)
                .add("number", record.number())
                .add("previous", record.previous())
                .add("at", record.at().truncatedTo(ChronoUnit.MILLIS))
                .add("actor", ActorJson.tree(record.actor()))
                .add("action", record.action())
                .add("app", record.ref().app())
                .add("namespace", record.ref().namespace())
                .add("cluster", record.cluster())
                .add("release", record.release())
                .add("verdict", record.verdict())
                .add("details", record.details())
                .tree();
    }

    /** The record of a line of a trail; nothing where it is damaged or of a newer version. It proves nothing then. */
    public static Optional<AuditRecord> readable(String line) {
        try {
            return Optional.of(record("an audit record", line));
        } catch (PaasException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a line.
     *
     * @param what where it lies, for the failure
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}
     */
    public static AuditRecord record(String what, String line) {
        return Fields.document(
                what,
                line,
                fields -> new AuditRecord(
                        fields.whole("number"),
                        fields.time("at"),
                        ActorJson.actor(fields.object("actor")),
                        fields.constant("action", AuditRecord.Action.class),
                        new AppRef(fields.made("app", AppName::new), fields.made("namespace", Namespace::new)),
                        fields.made("cluster", ClusterName::new),
                        fields.optionalWhole("release"),
                        fields.text("verdict"),
                        fields.textsByName("details"),
                        fields.text("previous")));
    }

    /**
     * Reads of a line only what ties it to its neighbours, so that records of later versions can be verified, too.
     *
     * @param what where it lies, for the failure
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}
     */
    public static Link link(String what, String line) {
        return Fields.map(
                what, Json.read(what, line), fields -> new Link(fields.whole("number"), fields.text("previous")));
    }

    /** Lines as one text, each ended by a line feed. */
    public static String join(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The lines of a text; every line feed ends one, and no other character does. */
    public static List<String> split(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /**
     * How a line is tied to its neighbours.
     *
     * @param number its number
     * @param previous the hash of the line before
     */
    public record Link(long number, String previous) {}
}
