package io.jenkins.plugins.paas.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar that is open for reading. Of two entries of one name it shows the one that the JVM would load. */
final class OpenJar implements Closeable {
    private final Path file;
    private final ZipFile zip;
    private final SortedSet<String> names = new TreeSet<>();
    private final Manifest manifest;

    private OpenJar(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        zip.stream().map(ZipEntry::getName).forEach(this::add);
        Optional<String> name = names.stream()
                .filter(each -> each.equalsIgnoreCase(JarFile.MANIFEST_NAME))
                .findFirst();
        this.manifest = name.isEmpty() ? new Manifest() : readManifest(name.get());
    }

    static OpenJar open(Path file) {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                return new OpenJar(file, zip);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failures.of(
                    "E_ARTIFACT_INVALID",
                    file + " is no readable jar: " + e.getMessage(),
                    "check that build.artifact names an executable jar and that the build ended well");
        }
    }

    private void add(String name) {
        boolean out =
                name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0 || name.indexOf(':') == 1;
        for (String part : name.split("/", -1)) {
            out |= part.equals("..");
        }
        if (out) {
            throw Failures.of(
                    "E_ARTIFACT_INVALID",
                    file + " has the entry '" + name + "', which leads out of the jar",
                    "find out who made this jar; a build tool writes no such name");
        }
        names.add(name);
    }

    private Manifest readManifest(String name) throws IOException {
        try (InputStream content = open(name)) {
            return new Manifest(content);
        }
    }

    Path file() {
        return file;
    }

    /** All names, folders included, sorted. */
    SortedSet<String> names() {
        return names;
    }

    Manifest manifest() {
        return manifest;
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(manifest.getMainAttributes().getValue(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    boolean multiRelease() {
        return attribute(Attributes.Name.MULTI_RELEASE.toString())
                .map(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .orElse(false);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the entry " + name + " cannot be found");
        }
        return entry;
    }

    InputStream open(String name) throws IOException {
        return zip.getInputStream(entry(name));
    }

    /** A small text in the jar; empty when it is not there. */
    String text(String name) {
        if (!has(name)) {
            return "";
        }
        try (InputStream content = open(name)) {
            return new String(content.readNBytes(1 << 20), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
