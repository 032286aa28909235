package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.JarParts.Content;
import io.jenkins.plugins.paas.image.JarParts.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Lays an executable jar out as the build context of the Java template: {@code classes/}, {@code resources/}, {@code
 * dependencies/}, {@code snapshot-dependencies/}, {@code logs/} and {@code java.args}, the argument file of the launcher.
 */
final class JarStage {
    /** Changes whenever the layout does, so that no older one is taken for it. */
    private static final String LAYOUT = "jar-1";

    private static final String JAR = "app.jar";
    private static final String MERGED = "app-libraries.jar";

    private final OpenJar jar;
    private final JarParts parts;
    private final List<String> classPath = new ArrayList<>();

    private JarStage(OpenJar jar, JarParts parts) {
        this.jar = jar;
        this.parts = parts;
    }

    /**
     * Lays a jar out, or finds that it has been.
     *
     * @param artifact the executable jar
     * @param folder the App's folder
     * @param stage where it is laid out, under a name made from its content
     * @return the build context
     */
    static Path layOut(Path artifact, Path folder, StageFolder stage) {
        try (OpenJar jar = OpenJar.open(artifact)) {
            JarParts parts = JarReader.read(jar, folder);
            return stage.fill(fingerprint(artifact, parts), new JarStage(jar, parts)::fill);
        } catch (IOException e) {
            throw Failures.unreadable(artifact, e);
        }
    }

    /** Everything that the layout depends on. */
    private static List<String> fingerprint(Path artifact, JarParts parts) throws IOException {
        List<String> all =
                new ArrayList<>(List.of(LAYOUT, Outfit.fingerprint(), FileHash.of(artifact), parts.mainClass()));
        all.add(String.join("\n", parts.merged().keySet()));
        for (Library library : parts.libraries()) {
            all.add(library.file());
            if (library.content() instanceof Content.Beside beside) {
                all.add(FileHash.of(beside.file()));
            }
        }
        for (Path named : parts.folders().values()) {
            all.add(FileHash.ofFolder(named));
        }
        return all;
    }

    private void fill(Path context) throws IOException {
        for (String folder : List.of("classes", "resources", "dependencies", "snapshot-dependencies", "logs")) {
            Files.createDirectories(context.resolve(folder));
        }
        jar(context, "classes/" + JAR, parts.manifest(), parts.classes());
        jar(context, "resources/" + JAR, plainManifest(), parts.resources());
        jar(context, "dependencies/" + MERGED, plainManifest(), parts.merged());
        for (Library library : parts.libraries()) {
            String name = (library.snapshot() ? "snapshot-dependencies/" : "dependencies/") + library.file();
            classPath.add(name);
            copy(library, context.resolve(name));
        }
        for (var named : parts.folders().entrySet()) {
            String name = "resources/" + named.getKey();
            classPath.add(name);
            FolderCopy.copy(named.getValue(), context.resolve(name));
        }
        Files.writeString(context.resolve("java.args"), arguments());
        Outfit.into(context);
    }

    private void jar(Path context, String name, Manifest manifest, SortedMap<String, String> entries)
            throws IOException {
        if (entries.isEmpty() && !name.startsWith("classes/")) {
            return;
        }
        classPath.add(name);
        StoredJar.write(context.resolve(name), jar, manifest, entries);
    }

    /** For the parts that the App's own manifest does not describe. */
    private Manifest plainManifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (jar.multiRelease()) {
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        }
        return manifest;
    }

    private void copy(Library library, Path target) throws IOException {
        if (library.content() instanceof Content.Nested nested) {
            try (InputStream content = jar.open(nested.entry())) {
                Files.copy(content, target);
            }
        } else if (library.content() instanceof Content.Beside beside) {
            Files.copy(beside.file(), target);
        }
    }

    /**
     * The launcher's arguments, relative to the folder that the App is put into.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#java-command-line-argument-files">java
     *     command-line argument files</a>
     */
    private String arguments() {
        List<String> lines = new ArrayList<>();
        parts.options().forEach(option -> lines.add(quoted(option)));
        lines.add("-cp");
        lines.add(quoted(String.join(":", classPath)));
        lines.add(parts.mainClass());
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
