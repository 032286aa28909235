package io.jenkins.plugins.paas.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.AuditRecord.Head;
import io.jenkins.plugins.paas.port.AuditLog.Segment;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
    private static final int PER_SEGMENT = 3;
    private static final List<String> CHAIN = chain(8, "web");
    private static final Head HEAD = AuditChain.head(Optional.of(CHAIN.get(7)));

    @Test
    void findsAnUntouchedChainIntact() {
        assertThat(verify(CHAIN)).isEqualTo(new Verification.Intact(8, HEAD));
    }

    @Test
    void findsAnEmptyChainIntactWhenNothingWasNoted() {
        assertThat(AuditVerifier.verify(List.of(), Head.EMPTY)).isEqualTo(new Verification.Intact(0, Head.EMPTY));
    }

    @Test
    void acceptsALongerChainThatHoldsTheNotedRecord() {
        Head earlier = AuditChain.head(Optional.of(CHAIN.get(4)));
        assertThat(AuditVerifier.verify(segments(CHAIN), earlier)).isEqualTo(new Verification.Intact(8, HEAD));
        assertThat(AuditVerifier.verify(segments(CHAIN), Head.EMPTY)).isEqualTo(new Verification.Intact(8, HEAD));
    }

    @Test
    void acceptsAnEmptySegmentThatWasJustOpened() {
        List<Segment> segments = new ArrayList<>(segments(CHAIN));
        segments.add(new Segment("segment 4", 4, List.of()));
        assertThat(AuditVerifier.verify(segments, HEAD)).isEqualTo(new Verification.Intact(8, HEAD));
    }

    @Test
    void namesTheRecordOfEverySingleByteThatChanges() {
        for (int segment = 0; segment < segments(CHAIN).size(); segment++) {
            byte[] original =
                    AuditJson.join(segments(CHAIN).get(segment).lines()).getBytes(UTF_8);
            int record = segment * PER_SEGMENT + 1;
            for (int position = 0; position < original.length; position++) {
                // The very last line feed only ends the file: without it every line is still the same.
                for (int flip :
                        new int[] {0x01, 0x20, 0x04, 0x80, original[position] ^ ' ', original[position] ^ '\n'}) {
                    if (flip == 0) {
                        continue;
                    }
                    byte[] changed = original.clone();
                    changed[position] ^= (byte) flip;
                    assertThat(firstBad(segment, changed))
                            .as(
                                    "segment %d, byte %d, xor %02x: %s",
                                    segment, position, flip, new String(changed, UTF_8))
                            .isEqualTo(record);
                }
                if (original[position] == '\n') {
                    record++;
                }
            }
        }
    }

    private static long firstBad(int segment, byte[] bytes) {
        List<Segment> segments = new ArrayList<>(segments(CHAIN));
        Segment old = segments.get(segment);
        segments.set(segment, new Segment(old.name(), old.number(), AuditJson.split(new String(bytes, UTF_8))));
        Verification verification = AuditVerifier.verify(segments, HEAD);
        if (verification instanceof Verification.Broken broken) {
            assertThat(broken.segment()).isEqualTo(old.name());
            return broken.number();
        }
        return 0;
    }

    @Test
    void noticesWhiteSpaceAndAnotherOrderOfMembers() {
        for (int i = 0; i < CHAIN.size(); i++) {
            String line = CHAIN.get(i);
            assertBroken(i + 1, with(i, line + " "));
            assertBroken(i + 1, with(i, line.replace(",\"at\"", ", \"at\"")));
            assertBroken(i + 1, with(i, line.replaceFirst("\\{\"schema\":1,(\"number\":\\d+),", "{$1,\"schema\":1,")));
        }
    }

    @Test
    void noticesARemovedLine() {
        for (int i = 0; i < CHAIN.size(); i++) {
            List<String> lines = new ArrayList<>(CHAIN);
            lines.remove(i);
            assertBroken(i + 1, lines);
        }
    }

    @Test
    void noticesALineThatStandsTwice() {
        for (int i = 0; i < CHAIN.size(); i++) {
            List<String> lines = new ArrayList<>(CHAIN);
            lines.add(i, CHAIN.get(i));
            assertBroken(i + 1, lines);
        }
    }

    @Test
    void noticesTwoLinesThatChangedPlaces() {
        for (int i = 0; i < CHAIN.size(); i++) {
            for (int j = i + 1; j < CHAIN.size(); j++) {
                List<String> lines = new ArrayList<>(CHAIN);
                Collections.swap(lines, i, j);
                assertBroken(i + 1, lines);
            }
        }
    }

    @Test
    void noticesAnInsertedLineThatFitsItsPredecessor() {
        for (int i = 0; i < CHAIN.size(); i++) {
            List<String> lines = new ArrayList<>(CHAIN);
            Optional<String> before = i == 0 ? Optional.empty() : Optional.of(CHAIN.get(i - 1));
            lines.add(i, AuditChain.next(before, entry(99, "forged")).line());
            assertBroken(i + 1, lines);
        }
    }

    @Test
    void noticesALineThatIsReplacedByAnotherThatFitsItsPredecessor() {
        for (int i = 1; i < CHAIN.size(); i++) {
            assertBroken(
                    i + 1,
                    with(
                            i,
                            AuditChain.next(Optional.of(CHAIN.get(i - 1)), entry(99, "forged"))
                                    .line()));
        }
    }

    @Test
    void noticesRecordsThatWereCutOff() {
        for (int kept = 0; kept < CHAIN.size(); kept++) {
            assertBroken(kept + 1, CHAIN.subList(0, kept));
        }
    }

    @Test
    void noticesARewrittenChain() {
        assertBroken(8, chain(8, "forged"));
        assertBroken(8, chain(12, "forged"));
        List<String> fromFifth = new ArrayList<>(CHAIN.subList(0, 4));
        while (fromFifth.size() < 8) {
            Optional<String> last = Optional.of(fromFifth.get(fromFifth.size() - 1));
            fromFifth.add(
                    AuditChain.next(last, entry(fromFifth.size(), "forged")).line());
        }
        assertBroken(8, fromFifth);
    }

    @Test
    void noticesAMissingSegment() {
        assertThat(broken(without(0)).number()).isEqualTo(1);
        assertThat(broken(without(1)).number()).isEqualTo(4);
        assertThat(broken(without(2)).number()).isEqualTo(7);
        assertThat(broken(without(1)).segment()).isEqualTo("segment 3");
        assertThat(broken(List.of()).number()).isEqualTo(1);
    }

    @Test
    void noticesARenumberedSegment() {
        for (int i = 0; i < 3; i++) {
            List<Segment> segments = new ArrayList<>(segments(CHAIN));
            Segment moved = segments.get(i);
            segments.set(i, new Segment(moved.name(), moved.number() + 5, moved.lines()));
            assertThat(broken(segments).number()).isEqualTo((long) i * PER_SEGMENT + 1);
        }
    }

    @Test
    void noticesSegmentsThatChangedPlaces() {
        List<Segment> segments = new ArrayList<>(segments(CHAIN));
        Collections.swap(segments, 0, 1);
        assertThat(broken(segments).number()).isEqualTo(1);
    }

    @Test
    void verifiesAnExportedCopy() {
        List<String> copy = AuditExport.jsonLines(segments(CHAIN)).toList();
        assertThat(AuditVerifier.verify(List.of(new Segment("audit.jsonl", 1, copy)), HEAD))
                .isEqualTo(new Verification.Intact(8, HEAD));
    }

    @Test
    void verifiesRecordsOfALaterVersion() {
        String first = "{\"schema\":9,\"number\":1,\"previous\":\"" + AuditRecord.GENESIS + "\",\"new\":{\"a\":[]}}";
        List<String> lines = List.of(
                first, AuditChain.next(Optional.of(first), entry(2, "web")).line());
        assertThat(AuditVerifier.verify(segments(lines), Head.EMPTY)).isInstanceOf(Verification.Intact.class);
    }

    private static List<Segment> without(int index) {
        List<Segment> segments = new ArrayList<>(segments(CHAIN));
        segments.remove(index);
        return segments;
    }

    private static List<String> with(int index, String line) {
        List<String> lines = new ArrayList<>(CHAIN);
        assertThat(line).isNotEqualTo(lines.get(index));
        lines.set(index, line);
        return lines;
    }

    private static Verification verify(List<String> lines) {
        return AuditVerifier.verify(segments(lines), HEAD);
    }

    private static void assertBroken(long number, List<String> lines) {
        assertThat(broken(segments(lines)).number()).isEqualTo(number);
    }

    private static Verification.Broken broken(List<Segment> segments) {
        Verification verification = AuditVerifier.verify(segments, HEAD);
        assertThat(verification).isInstanceOf(Verification.Broken.class);
        return (Verification.Broken) verification;
    }

    private static List<Segment> segments(List<String> lines) {
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += PER_SEGMENT) {
            int number = segments.size() + 1;
            segments.add(new Segment(
                    "segment " + number, number, lines.subList(from, Math.min(lines.size(), from + PER_SEGMENT))));
        }
        return segments;
    }

    private static List<String> chain(int length, String app) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Optional<String> last = lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
            lines.add(AuditChain.next(last, entry(i, app)).line());
        }
        return lines;
    }

    private static AuditEntry entry(int i, String note) {
        Actor actor =
                i % 2 == 0 ? SampleRecords.ACTOR : new Actor(new Actor.Identity("anna", List.of()), Optional.empty());
        return new AuditEntry(
                SampleRecords.NOW.plusSeconds(i),
                actor,
                Arrays.asList(Action.values()).get(i % Action.values().length),
                SampleRecords.orders("trade"),
                SampleRecords.CLUSTER,
                i % 3 == 0 ? Optional.empty() : Optional.of((long) i),
                "GOOD",
                Map.of("note", note, "image", "registry.example.com/orders:7"));
    }
}
