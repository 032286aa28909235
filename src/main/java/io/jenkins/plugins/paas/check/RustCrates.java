package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The crates that a program of Rust was made of, where {@code cargo auditable} built it: JSON, packed by zlib, in a section of its own.
 * Where that section lies stands at the end of a program, so it is known by what it holds.
 *
 * @see <a href="https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md">cargo-auditable, parsing</a>
 */
final class RustCrates {
    private static final byte[] BEGIN = "{\"packages\":[".getBytes(StandardCharsets.US_ASCII);

    /** The first byte of what zlib packs with its usual window. */
    private static final byte ZLIB = 0x78;

    /** Larger lists of crates are a trick. In bytes. */
    private static final int LARGEST = 8 << 20;

    private RustCrates() {}

    /** Searches what of a program is in memory, up to {@code sure}; what begins behind that may not be whole. */
    static boolean look(String path, byte[] window, int sure, int filled, Inspected found) {
        for (int at = 0; at < Math.min(sure, filled - 1); at++) {
            if (window[at] == ZLIB && header(window[at + 1])) {
                Optional<String> text = text(window, at, filled);
                if (text.isPresent() && tell(path, text.get(), found)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Both first bytes together are a multiple of 31, and no dictionary is asked for. */
    private static boolean header(byte second) {
        return ((ZLIB << 8) | (second & 0xFF)) % 31 == 0 && (second & 0x20) == 0;
    }

    private static Optional<String> text(byte[] window, int at, int filled) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(window, at, filled - at);
            byte[] begin = new byte[BEGIN.length];
            if (inflater.inflate(begin) < begin.length || !Arrays.equals(begin, BEGIN)) {
                return Optional.empty();
            }
            byte[] rest = new byte[LARGEST];
            int length = inflater.inflate(rest);
            return inflater.finished()
                    ? Optional.of(new String(begin, StandardCharsets.UTF_8)
                            + new String(rest, 0, length, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (DataFormatException e) {
            // Two bytes that look like the beginning of something packed, as in any program.
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static boolean tell(String path, String text, Inspected found) {
        try {
            if (!(Json.read(path, text).get("packages") instanceof List<?> packages)) {
                return false;
            }
            packages.forEach(each -> add(path, each, found));
            return true;
        } catch (PaasException e) {
            return false;
        }
    }

    /** What only helped to build it is not in the program. */
    private static void add(String path, Object tree, Inspected found) {
        if (tree instanceof Map<?, ?> fields
                && fields.get("name") instanceof String name
                && fields.get("version") instanceof String version
                && !"build".equals(fields.get("kind"))) {
            found.installed(path, new SoftwarePackage(Kind.CARGO, "", name, version, Map.of()));
        }
    }
}
