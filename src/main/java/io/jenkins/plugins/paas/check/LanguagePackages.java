package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Packages of Node.js and PHP, which lie unpacked in the image.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-json">package.json</a>
 * @see <a href="https://getcomposer.org/doc/07-runtime.md#installed-versions">Composer, installed versions</a>
 */
final class LanguagePackages {
    private static final Pattern NODE = Pattern.compile(".*/node_modules/(?:@[^/]+/)?[^/@]+/package\\.json");
    private static final String COMPOSER = "/vendor/composer/installed.json";

    private LanguagePackages() {}

    static void look(String path, byte[] content, Inspected found) {
        boolean node = NODE.matcher(path).matches();
        if (!node && !path.endsWith(COMPOSER)) {
            return;
        }
        String text = new String(content, StandardCharsets.UTF_8).strip();
        try {
            // Composer 1 wrote a list.
            Map<String, Object> tree = Json.read(path, text.startsWith("[") ? "{\"packages\":" + text + "}" : text);
            if (node) {
                add(path, tree, Kind.NPM, found);
            } else if (tree.get("packages") instanceof List<?> packages) {
                packages.forEach(each -> add(path, each, Kind.COMPOSER, found));
            }
        } catch (PaasException e) {
            // Tests of parsers leave broken ones behind; what cannot be read installs nothing.
        }
    }

    private static void add(String path, Object tree, Kind kind, Inspected found) {
        if (tree instanceof Map<?, ?> fields
                && fields.get("name") instanceof String name
                && fields.get("version") instanceof String version
                && !name.isBlank()
                && !version.isBlank()) {
            int slash = name.lastIndexOf('/');
            found.installed(
                    path,
                    new SoftwarePackage(
                            kind, name.substring(0, Math.max(0, slash)), name.substring(slash + 1), version, Map.of()));
        }
    }
}
