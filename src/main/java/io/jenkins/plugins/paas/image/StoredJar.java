package io.jenkins.plugins.paas.image;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a part of a jar as a jar. Its entries are not compressed: the layer is, across all of them, and the JVM reads them
 * faster. Sorted, and all of one time, so that the same entries give the same bytes.
 */
final class StoredJar {
    private StoredJar() {}

    static void write(Path target, OpenJar from, Manifest manifest, SortedMap<String, String> entries)
            throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target), 1 << 16))) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            CRC32 crc = new CRC32();
            crc.update(text.toByteArray());
            // First, where JarInputStream looks for it.
            zip.putNextEntry(entry(JarFile.MANIFEST_NAME, text.size(), crc.getValue()));
            text.writeTo(zip);
            zip.closeEntry();
            for (var each : entries.entrySet()) {
                ZipEntry old = from.entry(each.getValue());
                boolean folder = each.getKey().endsWith("/");
                zip.putNextEntry(
                        folder ? entry(each.getKey(), 0, 0) : entry(each.getKey(), old.getSize(), old.getCrc()));
                if (!folder) {
                    try (InputStream content = from.open(each.getValue())) {
                        content.transferTo(zip);
                    }
                }
                zip.closeEntry();
            }
        }
    }

    private static ZipEntry entry(String name, long size, long crc) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        entry.setTimeLocal(FileTimes.FIXED_LOCAL);
        return entry;
    }
}
