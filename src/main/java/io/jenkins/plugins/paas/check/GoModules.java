package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The modules that a program of Go 1.18 or later was made of, as the linker wrote them into it.
 *
 * @see <a href="https://pkg.go.dev/debug/buildinfo">debug/buildinfo</a>
 */
final class GoModules {
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);

    /** Magic, size of a pointer, flags, and room for two pointers of older versions. */
    private static final int HEADER = 32;

    private static final int FLAGS = 15;
    private static final int STRINGS_FOLLOW = 2;

    /** What stands before and after the modules, by which other tools find them. */
    private static final int MARK = 16;

    private GoModules() {}

    /** Searches what of a program is in memory, up to {@code sure}; what begins behind that may not be whole. */
    static boolean look(String path, byte[] window, int sure, int filled, Inspected found) {
        for (int at = find(window, 0, filled); at >= 0 && at < sure; at = find(window, at + 1, filled)) {
            Optional<String[]> info = info(window, at, filled);
            if (info.isPresent()) {
                tell(path, info.get()[0], info.get()[1], found);
                return true;
            }
        }
        return false;
    }

    private static int find(byte[] window, int from, int filled) {
        for (int at = from; at <= filled - HEADER; at++) {
            if (window[at] == MAGIC[0] && matches(window, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] window, int at) {
        for (int i = 1; i < MAGIC.length; i++) {
            if (window[at + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Version of Go, and modules; nothing where the mark is no more than a text of some program. */
    private static Optional<String[]> info(byte[] window, int at, int filled) {
        if ((window[at + FLAGS] & STRINGS_FOLLOW) == 0) {
            return Optional.empty();
        }
        Strings strings = new Strings(window, at + HEADER, filled);
        Optional<String> version = strings.next();
        Optional<String> modules = strings.next();
        return version.filter(text -> text.startsWith("go1") || text.startsWith("devel"))
                .map(text -> new String[] {text, modules.orElse("")});
    }

    /** Strings with their lengths in front, seven bits to a byte. */
    private static final class Strings {
        private final byte[] window;
        private final int end;
        private int at;

        Strings(byte[] window, int at, int end) {
            this.window = window;
            this.at = at;
            this.end = end;
        }

        Optional<String> next() {
            long length = 0;
            for (int shift = 0; at < end && shift < 32; shift += 7) {
                byte each = window[at++];
                length |= (long) (each & 0x7F) << shift;
                if (each >= 0) {
                    if (length > end - at) {
                        return Optional.empty();
                    }
                    String text = new String(window, at, (int) length, StandardCharsets.ISO_8859_1);
                    at += (int) length;
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        }
    }

    private static void tell(String path, String go, String marked, Inspected found) {
        if (go.startsWith("go1")) {
            add(path, "stdlib", go.substring(2).replaceFirst("[ -].*", ""), found);
        }
        if (marked.length() < 2 * MARK) {
            return;
        }
        String[] pending = {};
        for (String line : marked.substring(MARK, marked.length() - MARK).split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            boolean replaces = fields[0].equals("=>");
            if (!replaces) {
                add(path, pending, found);
            }
            boolean module = fields.length > 2 && (replaces || fields[0].equals("dep") || fields[0].equals("mod"));
            pending = module ? fields : new String[0];
        }
        add(path, pending, found);
    }

    private static void add(String path, String[] module, Inspected found) {
        if (module.length > 2) {
            add(path, module[1], module[2], found);
        }
    }

    private static void add(String path, String module, String version, Inspected found) {
        int slash = module.lastIndexOf('/');
        found.installed(
                path,
                new SoftwarePackage(
                        Kind.GOLANG,
                        module.substring(0, Math.max(0, slash)),
                        module.substring(slash + 1),
                        version,
                        Map.of()));
    }
}
