package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.JarParts.Content;
import io.jenkins.plugins.paas.image.JarParts.Library;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An executable jar that {@code java -jar} starts without a loader: alone, with libraries merged into it, with libraries
 * beside it that its manifest names, or with both.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#class-path-attribute">JAR specification,
 *     Class-Path</a>
 */
final class PlainJar {
    private PlainJar() {}

    static JarParts parts(OpenJar jar, Path folder) {
        String mainClass = jar.attribute("Main-Class")
                .orElseThrow(() -> JarReader.noMainClass(
                        jar,
                        "Main-Class",
                        "let the build write it: with Maven <mainClass> of maven-jar-plugin, maven-shade-plugin or"
                                + " spring-boot-maven-plugin"));
        OwnEntries own = OwnEntries.of(jar, mainClass);
        TreeMap<String, String> classes = new TreeMap<>();
        TreeMap<String, String> resources = new TreeMap<>();
        TreeMap<String, String> merged = new TreeMap<>();
        TreeMap<String, String> folders = new TreeMap<>();
        for (String name : jar.names()) {
            if (JarReader.leftover(name)) {
                continue;
            }
            if (name.endsWith("/")) {
                folders.put(name, name);
            } else if (!own.contains(name)) {
                merged.put(name, name);
            } else {
                (JarReader.isClass(name) ? classes : resources).put(name, name);
            }
        }
        JarReader.addFolders(folders, List.of(classes, resources, merged));
        List<Library> libraries = new ArrayList<>();
        Map<String, Path> named = new LinkedHashMap<>();
        beside(jar, folder, libraries, named);
        return new JarParts(
                mainClass,
                JarReader.options(jar),
                JarReader.manifest(jar),
                classes,
                resources,
                merged,
                libraries,
                named);
    }

    private static void beside(OpenJar jar, Path folder, List<Library> libraries, Map<String, Path> folders) {
        List<String> missing = new ArrayList<>();
        String classPath = jar.attribute("Class-Path").orElse("");
        for (String name : classPath.isEmpty() ? new String[0] : classPath.split("\\s+", -1)) {
            // A plus is a plus in a URL's path; the decoder knows forms only.
            String path =
                    URLDecoder.decode(name.replace("+", "%2B").replaceFirst("^file:", ""), StandardCharsets.UTF_8);
            Path file = jar.file().resolveSibling(path).normalize();
            if (Files.isDirectory(file)) {
                Artifacts.inside(folder, file);
                folders.put("path-" + (folders.size() + 1), file);
            } else if (Files.isRegularFile(file)) {
                Artifacts.inside(folder, file);
                String simple = file.getFileName().toString();
                libraries.add(new Library(
                        JarReader.unique(simple, libraries), new Content.Beside(file), JarReader.snapshot(simple)));
            } else if (!name.endsWith("/")) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw Failures.of(
                    "E_ARTIFACT_INVALID",
                    "the manifest of " + jar.file() + " names libraries that do not lie beside it: "
                            + String.join(", ", missing.subList(0, Math.min(5, missing.size()))),
                    "let the build copy them there: with Maven, dependency:copy-dependencies with outputDirectory set to"
                            + " the folder that the manifest names");
        }
    }
}
