package io.jenkins.plugins.paas.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Builds jars for tests. */
final class SampleJar {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\n");

    SampleJar attribute(String name, String value) {
        manifest.append(name).append(": ").append(value).append('\n');
        return this;
    }

    SampleJar section(String text) {
        manifest.append('\n').append(text).append('\n');
        return this;
    }

    SampleJar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    SampleJar file(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    SampleJar folder(String name) {
        return file(name, new byte[0]);
    }

    /** Adds a compiled class under a folder of the jar. */
    SampleJar compiled(String folder, String name, String source) throws IOException {
        compile(name, source).forEach((file, content) -> file(folder + file, content));
        return this;
    }

    static Map<String, byte[]> compile(String name, String source) throws IOException {
        Path work = Files.createTempDirectory("sample");
        Path file = work.resolve("src/" + name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", work.resolve("out").toString(), "-proc:none", file.toString());
        if (status != 0) {
            throw new IllegalArgumentException("it does not compile");
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(work.resolve("out"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                classes.put(work.resolve("out").relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return classes;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "META-INF/MANIFEST.MF", (manifest + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes());
    }

    static List<String> names(Path jar) throws IOException {
        try (OpenJar open = OpenJar.open(jar)) {
            return List.copyOf(open.names());
        }
    }
}
