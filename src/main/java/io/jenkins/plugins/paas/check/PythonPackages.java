package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Packages of Python, whose metadata pip and the packages of systems leave beside them.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/core-metadata/">Core metadata</a>
 */
final class PythonPackages {
    private static final Pattern METADATA =
            Pattern.compile(".*/(?:[^/]+\\.dist-info/METADATA|[^/]+\\.egg-info/PKG-INFO|[^/]+\\.egg-info)");

    private PythonPackages() {}

    static void look(String path, byte[] content, Inspected found) {
        if (!METADATA.matcher(path).matches()) {
            return;
        }
        Map<String, String> fields = new HashMap<>();
        String text = new String(content, StandardCharsets.UTF_8);
        // After an empty line comes the description, which may say anything.
        text.lines().takeWhile(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                fields.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        String name = fields.getOrDefault("name", "");
        String version = fields.getOrDefault("version", "");
        if (!name.isEmpty() && !version.isEmpty()) {
            found.installed(path, new SoftwarePackage(Kind.PYPI, "", name, version, Map.of()));
        }
    }
}
