package io.jenkins.plugins.paas.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A package of software that is part of an image.
 *
 * @param kind who gives it out
 * @param namespace the part of its name that says whose it is, such as a Maven group; may be empty
 * @param name its name
 * @param version its version
 * @param qualifiers what else tells it from others, such as {@code arch}
 * @see <a href="https://github.com/package-url/purl-spec">Package URL</a>
 */
public record SoftwarePackage(
        Kind kind, String namespace, String name, String version, Map<String, String> qualifiers) {
    public SoftwarePackage {
        qualifiers = Collections.unmodifiableMap(new TreeMap<>(qualifiers));
    }

    /** Who gives packages out. */
    public enum Kind {
        DEB,
        APK,
        MAVEN,
        NPM,
        COMPOSER,
        GOLANG,
        PYPI,
        CARGO
    }
}
