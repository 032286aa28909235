package io.jenkins.plugins.paas.audit;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a chain against itself and against a head that was noted elsewhere.
 *
 * <p>Where two neighbours disagree, one of them was changed. The later one is trusted if its own successor, or the noted
 * head, still knows its hash; then the earlier one is bad. Otherwise the later one is.
 */
public final class AuditVerifier {
    private final List<Line> lines = new ArrayList<>();
    private final List<AuditLog.Segment> segments;
    private final AuditRecord.Head anchored;

    private AuditVerifier(List<AuditLog.Segment> segments, AuditRecord.Head anchored) {
        this.segments = segments;
        this.anchored = anchored;
        for (AuditLog.Segment segment : segments) {
            for (String text : segment.lines()) {
                lines.add(Line.of(segment, text));
            }
        }
    }

    /**
     * Checks all records.
     *
     * @param segments all segments, in the order of their names
     * @param anchored a head that was noted apart from the chain; a chain may be longer, as long as it holds that record
     */
    public static Verification verify(List<AuditLog.Segment> segments, AuditRecord.Head anchored) {
        return new AuditVerifier(List.copyOf(segments), anchored).verify();
    }

    private Verification verify() {
        int place = 0;
        int segmentNumber = 1;
        for (AuditLog.Segment segment : segments) {
            if (segment.number() != segmentNumber) {
                return broken(
                        place + 1,
                        segment.name(),
                        "segment " + segment.number() + " stands where segment " + segmentNumber + " should");
            }
            for (int end = place + segment.lines().size(); place < end; place++) {
                Optional<String> wrong = problemAt(place);
                if (wrong.isPresent()) {
                    return broken(place + 1, segment.name(), wrong.get());
                }
            }
            segmentNumber++;
        }
        if (lines.size() < anchored.number()) {
            return broken(
                    lines.size() + 1,
                    segments.isEmpty() ? "" : segments.get(segments.size() - 1).name(),
                    "it is missing: the chain ends here, but record " + anchored.number() + " was noted as written");
        }
        return new Verification.Intact(lines.size(), head());
    }

    private Optional<String> problemAt(int place) {
        long number = place + 1L;
        Line line = lines.get(place);
        if (line.link().isEmpty()) {
            return Optional.of("it is no audit record");
        }
        AuditJson.Link link = line.link().get();
        if (link.number() != number) {
            return Optional.of("record " + link.number() + " stands in its place");
        }
        if (number == anchored.number() && !line.hash().equals(anchored.hash())) {
            return Optional.of("it is not the record that was noted as written");
        }
        String before = place == 0 ? AuditRecord.GENESIS : lines.get(place - 1).hash();
        if (!link.previous().equals(before)) {
            return Optional.of(
                    number == 1
                            ? "it does not start a chain"
                            : "it was changed, or record " + place + " before it was");
        }
        return problemSeenFrom(place + 1, number, line.hash());
    }

    /** What the next line says about the record before it, if that line can be trusted. */
    private Optional<String> problemSeenFrom(int place, long number, String hash) {
        if (place == lines.size() || lines.get(place).link().isEmpty()) {
            return Optional.empty();
        }
        AuditJson.Link next = lines.get(place).link().get();
        if (next.previous().equals(hash)) {
            return Optional.empty();
        }
        if (next.number() == number) {
            return Optional.of("two records have its number");
        }
        return next.number() == number + 1 && trusted(place)
                ? Optional.of("it is not the record that record " + next.number() + " was written after")
                : Optional.empty();
    }

    private boolean trusted(int place) {
        String hash = lines.get(place).hash();
        if (place + 1 == anchored.number()) {
            return hash.equals(anchored.hash());
        }
        if (place + 1 == lines.size()) {
            return true;
        }
        return lines.get(place + 1)
                .link()
                .filter(next -> next.previous().equals(hash))
                .isPresent();
    }

    private AuditRecord.Head head() {
        return lines.isEmpty()
                ? AuditRecord.Head.EMPTY
                : new AuditRecord.Head(lines.size(), lines.get(lines.size() - 1).hash());
    }

    private static Verification broken(long number, String segment, String what) {
        return new Verification.Broken(number, segment, "record " + number + ": " + what);
    }

    private record Line(String hash, Optional<AuditJson.Link> link) {
        static Line of(AuditLog.Segment segment, String text) {
            Optional<AuditJson.Link> link;
            try {
                link = Optional.of(AuditJson.link(segment.name(), text));
            } catch (PaasException e) {
                link = Optional.empty();
            }
            return new Line(Sha256.of(text), link);
        }
    }
}
