package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.image.FirstBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Looks into one file, by what its name and first bytes say that it is. */
final class FileInspection {
    /** As much of a text is read; a longer one is looked into as far as that. In bytes. */
    private static final int TEXT = 8 << 20;

    /** A text has no zero among its first bytes. */
    private static final int TOLD_BY = 8_000;

    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(jar|war|ear|zip)");

    private FileInspection() {}

    static void look(String path, long size, InputStream content, Inspected found) throws IOException {
        byte[] first = content.readNBytes((int) Math.min(size, TOLD_BY));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), content);
        if (FirstBytes.are(first, 0x7F, 'E', 'L', 'F')) {
            ProgramInspection.look(path, size, whole, found);
        } else if (FirstBytes.are(first, 'P', 'K', 3, 4)
                && ARCHIVE.matcher(path).matches()) {
            ZipInspection.look(path, size, whole, found);
        } else if (text(first)) {
            text(path, whole.readNBytes((int) Math.min(size, TEXT)), found);
        }
    }

    /** A text that is in memory. */
    static void text(String path, byte[] content, Inspected found) {
        // Byte for byte: offsets stay those of the file, whatever its characters are.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        SecretScan.look(path, text, found);
        CredentialFiles.look(path, text, found);
        SystemFiles.look(path, text, found);
        SystemPackages.look(path, content, found);
        LanguagePackages.look(path, content, found);
        PythonPackages.look(path, content, found);
    }

    static boolean text(byte[] first) {
        for (byte each : first) {
            if (each == 0) {
                return false;
            }
        }
        return true;
    }
}
