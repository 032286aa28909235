package io.jenkins.plugins.paas.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of a time zone, as systems read them: every change so far, and how it goes on. Made from the rules that Java
 * brings along, so that an image needs no package with time zones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8536">RFC 8536, TZif</a>
 */
final class ZoneFile {
    /** The third allows times of day beyond 24 hours at the end; readers of the second take it as well. */
    private static final char VERSION = '3';

    private static final byte[] MAGIC = "TZif".getBytes(StandardCharsets.US_ASCII);
    private static final int UNUSED = 15;

    private final ZoneRules rules;
    private final ZoneWords words;

    /** The kinds of local time, in the order in which they are first met. */
    private final Map<Kind, Integer> kinds = new LinkedHashMap<>();

    private final Map<String, Integer> abbreviations = new LinkedHashMap<>();
    private final ByteArrayOutputStream letters = new ByteArrayOutputStream();

    private ZoneFile(ZoneId zone) {
        this.rules = zone.getRules();
        this.words = new ZoneWords(zone);
    }

    private record Kind(ZoneOffset offset, boolean summer, String abbreviation) {}

    /** The file of a zone, in bytes. */
    static byte[] of(ZoneId zone) {
        return new ZoneFile(zone).bytes();
    }

    private byte[] bytes() {
        List<ZoneOffsetTransition> changes = rules.getTransitions();
        ZoneOffset first = changes.isEmpty()
                ? rules.getOffset(Instant.EPOCH)
                : changes.get(0).getOffsetBefore();
        number(new Kind(first, false, changes.isEmpty() ? words.abbreviation(first, false) : "LMT"));
        List<Integer> after = new ArrayList<>();
        for (ZoneOffsetTransition change : changes) {
            after.add(number(kind(change)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(out)) {
            // For readers of the first version, which nobody has any more, as little as may be.
            header(data, 0, 1, 1);
            data.write(new byte[6 + 1]);
            header(data, changes.size(), kinds.size(), letters.size());
            for (ZoneOffsetTransition change : changes) {
                data.writeLong(change.toEpochSecond());
            }
            for (int index : after) {
                data.writeByte(index);
            }
            for (Kind kind : kinds.keySet()) {
                data.writeInt(kind.offset().getTotalSeconds());
                data.writeBoolean(kind.summer());
                data.writeByte(letter(kind.abbreviation()));
            }
            data.write(letters.toByteArray());
            data.writeBytes("\n" + words.rule() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static void header(DataOutputStream data, int changes, int kinds, int letters) throws IOException {
        data.write(MAGIC);
        data.writeByte(VERSION);
        data.write(new byte[UNUSED]);
        // Neither marks for standard time and UTC nor leap seconds.
        for (int count : new int[] {0, 0, 0, changes, kinds, letters}) {
            data.writeInt(count);
        }
    }

    private Kind kind(ZoneOffsetTransition change) {
        boolean summer = rules.isDaylightSavings(change.getInstant());
        ZoneOffset offset = change.getOffsetAfter();
        return new Kind(offset, summer, words.abbreviation(offset, summer));
    }

    private int number(Kind kind) {
        letter(kind.abbreviation());
        kinds.putIfAbsent(kind, kinds.size());
        return kinds.get(kind);
    }

    /** Where an abbreviation begins among all letters. */
    private int letter(String abbreviation) {
        return abbreviations.computeIfAbsent(abbreviation, text -> {
            int begin = letters.size();
            letters.writeBytes((text + "\0").getBytes(StandardCharsets.US_ASCII));
            return begin;
        });
    }
}
