package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which packages a jar is: by what Maven left in it, else by its manifest, else by its name. */
final class JarFacts {
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern NAME =
            Pattern.compile("(?<name>[A-Za-z][A-Za-z0-9_.-]*?)-(?<version>[0-9][A-Za-z0-9_.+-]*)\\.jar");
    private static final int LARGEST = 1 << 20;

    private final String path;
    private final List<SoftwarePackage> byMaven = new ArrayList<>();
    private Optional<Attributes> manifest = Optional.empty();

    JarFacts(String path) {
        this.path = path;
    }

    /** Takes an entry that tells what the jar is; false for all others, which are not read. */
    boolean take(String name, InputStream content) throws IOException {
        if (name.equals("META-INF/MANIFEST.MF")) {
            manifest = Optional.of(
                    new Manifest(new ByteArrayInputStream(content.readNBytes(LARGEST))).getMainAttributes());
            return true;
        }
        if (!POM.matcher(name).matches()) {
            return false;
        }
        Properties pom = new Properties();
        pom.load(new ByteArrayInputStream(content.readNBytes(LARGEST)));
        String group = pom.getProperty("groupId", "");
        String artifact = pom.getProperty("artifactId", "");
        String version = pom.getProperty("version", "");
        if (!artifact.isBlank() && !version.isBlank() && !version.contains("${")) {
            byMaven.add(new SoftwarePackage(Kind.MAVEN, group, artifact, version, Map.of()));
        }
        return true;
    }

    void tell(Inspected found) {
        byMaven.forEach(each -> found.installed(path, each));
        if (byMaven.isEmpty()) {
            otherwise().ifPresent(each -> found.installed(path, each));
        }
    }

    private Optional<SoftwarePackage> otherwise() {
        Matcher name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
        boolean named = name.matches();
        Optional<String> version = attribute("Implementation-Version")
                .or(() -> attribute("Bundle-Version"))
                .or(() -> named ? Optional.of(name.group("version")) : Optional.empty());
        Optional<String> artifact = named
                ? Optional.of(name.group("name"))
                : attribute("Implementation-Title").filter(title -> title.matches("[A-Za-z0-9_.-]+"));
        return artifact.flatMap(
                title -> version.map(number -> new SoftwarePackage(Kind.MAVEN, group(), title, number, Map.of())));
    }

    /** Only names in the form of packages are groups; titles and vendors are prose. */
    private String group() {
        return Stream.of("Implementation-Vendor-Id", "Automatic-Module-Name", "Bundle-SymbolicName")
                .flatMap(key -> attribute(key).stream())
                .map(value -> value.replaceFirst(";.*", ""))
                .filter(value -> value.matches("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+"))
                .findFirst()
                .orElse("");
    }

    private Optional<String> attribute(String key) {
        return manifest.map(each -> each.getValue(key)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
