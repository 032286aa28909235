package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.image.Bounded;
import io.jenkins.plugins.paas.image.TarLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks into archives of Java and their like, and into those that lie within them, as they stream by. */
final class ZipInspection {
    /** A Spring Boot jar in an enterprise archive; nobody packs deeper. */
    private static final int DEEPEST = 3;

    /** Settings and keys are smaller. In bytes. */
    private static final int TEXT = 1 << 20;

    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(jar|war|zip)");
    private static final Pattern NO_TEXT = Pattern.compile(".*\\.(class|png|gif|jpe?g|ico|ttf|woff2?|so|dll|dylib|gz)");

    private ZipInspection() {}

    static void look(String path, long size, InputStream content, Inspected found) {
        look(path, content, size, found, 1);
    }

    private static void look(String path, InputStream content, long size, Inspected found, int depth) {
        // Not closed: its end is not the end of what it lies in.
        ZipInputStream zip = new ZipInputStream(content);
        InputStream unpacked = new Bounded(zip, TarLimits.unpacked(size));
        JarFacts facts = new JarFacts(path);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                entry(path, name, unpacked, size, facts, found, depth);
                // What is passed over counts, too: an entry may be a bomb.
                unpacked.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | IllegalArgumentException e) {
            // No archive, a bomb, or one with an index at its end only: what was seen of it counts. Whoever reads on
            // notices a layer that is cut off.
        }
        facts.tell(found);
    }

    private static void entry(
            String path, String name, InputStream content, long size, JarFacts facts, Inspected found, int depth)
            throws IOException {
        String inside = path + "!/" + name;
        if (name.endsWith("/")
                || facts.take(name, content)
                || NO_TEXT.matcher(name).matches()) {
            return;
        }
        if (ARCHIVE.matcher(name).matches()) {
            if (depth < DEEPEST) {
                look(inside, content, size, found, depth + 1);
            }
            return;
        }
        byte[] first = content.readNBytes(TEXT);
        if (FileInspection.text(first)) {
            FileInspection.text(inside, first, found);
        }
    }
}
