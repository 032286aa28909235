package io.jenkins.plugins.paas.audit;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.AuditLog;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hands the trail out, to be kept and read elsewhere. Every result is rows without their line breaks. */
public final class AuditExport {
    private static final List<String> COLUMNS = List.of(
            "number",
            "time",
            "user",
            "groups",
            "vouched",
            "claimed system",
            "claimed user",
            "claimed job",
            "action",
            "cluster",
            "namespace",
            "app",
            "release",
            "verdict",
            "details",
            "previous",
            "hash");

    private AuditExport() {}

    /** The lines exactly as they were written, so that the copy can be verified as well. */
    public static Stream<String> jsonLines(List<AuditLog.Segment> segments) {
        return segments.stream().flatMap(segment -> segment.lines().stream());
    }

    /**
     * A table for spreadsheets: a row of headings, then a row for each record, every cell in quotes. A line that is no
     * record has its text in column {@code details} and the action {@code UNREADABLE}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
     */
    public static Stream<String> csv(List<AuditLog.Segment> segments) {
        return Stream.concat(
                Stream.of(row(COLUMNS)),
                jsonLines(segments).map(AuditExport::cells).map(AuditExport::row));
    }

    private static List<String> cells(String line) {
        String hash = Sha256.of(line);
        return AuditJson.readable(line)
                .map(record -> cells(record, hash))
                .orElseGet(() ->
                        List.of("", "", "", "", "", "", "", "", "UNREADABLE", "", "", "", "", "", line, "", hash));
    }

    private static List<String> cells(AuditRecord record, String hash) {
        return List.of(
                Long.toString(record.number()),
                record.at().toString(),
                record.actor().confirmed().user(),
                String.join(" ", record.actor().confirmed().groups()),
                record.actor().vouched().map(Person::toString).orElse(""),
                record.actor().claim().map(Actor.Claim::system).orElse(""),
                record.actor().claim().map(Actor.Claim::user).orElse(""),
                record.actor().claim().map(Actor.Claim::job).orElse(""),
                record.action().name(),
                record.cluster().value(),
                record.ref().namespace().value(),
                record.ref().app().value(),
                record.release().map(String::valueOf).orElse(""),
                record.verdict(),
                record.details().isEmpty() ? "" : Json.write(record.details()),
                record.previous(),
                hash);
    }

    private static String row(List<String> cells) {
        return cells.stream().map(AuditExport::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        // A spreadsheet runs a cell that starts like a formula; an apostrophe makes it text.
        boolean formula = !cell.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(cell.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + cell.replace("\"", "\"\"") + '"';
    }
}
