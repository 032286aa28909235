package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Packages of the system: what dpkg and apk write down of what they installed, in paragraphs of {@code key: value} and
 * {@code key:value}.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-controlfields.html">Debian policy, control fields</a>
 * @see <a href="https://wiki.alpinelinux.org/wiki/Apk_spec">apk's installed database</a>
 */
final class SystemPackages {
    private static final String DPKG = "/var/lib/dpkg/status";

    private SystemPackages() {}

    static void look(String path, byte[] content, Inspected found) {
        // Images without a shell keep a file for each package in a folder of that name.
        boolean oneOfMany = path.startsWith(DPKG + ".d/") && !path.endsWith(".md5sums");
        if (path.equals(DPKG) || oneOfMany) {
            paragraphs(content, fields -> debian(path, fields, found));
        } else if (path.equals("/lib/apk/db/installed") || path.equals("/usr/lib/apk/db/installed")) {
            paragraphs(content, fields -> software(path, fields, Kind.APK, "P", "V", "A", found));
        }
    }

    private static void debian(String path, Map<String, String> fields, Inspected found) {
        // Removed ones stay in the list, with their settings; what is half installed is none to rely on.
        if (fields.getOrDefault("Status", "install ok installed").endsWith(" installed")) {
            software(path, fields, Kind.DEB, "Package", "Version", "Architecture", found);
        }
    }

    private static void software(
            String path,
            Map<String, String> fields,
            Kind kind,
            String name,
            String version,
            String architecture,
            Inspected found) {
        if (fields.containsKey(name) && fields.containsKey(version)) {
            Map<String, String> qualifiers =
                    fields.containsKey(architecture) ? Map.of("arch", fields.get(architecture)) : Map.of();
            found.installed(path, new SoftwarePackage(kind, "", fields.get(name), fields.get(version), qualifiers));
        }
    }

    /** Takes a paragraph. */
    private interface Taking {
        void take(Map<String, String> fields);
    }

    private static void paragraphs(byte[] content, Taking taking) {
        String text = new String(content, StandardCharsets.UTF_8);
        Map<String, String> fields = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                taking.take(fields);
                fields = new HashMap<>();
            } else if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                fields.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        taking.take(fields);
    }
}
