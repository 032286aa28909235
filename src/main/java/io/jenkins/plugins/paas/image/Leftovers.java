package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a killed build left half done. A build that still runs writes now and then, which shows in the times of its files. */
final class Leftovers {
    /** In the name of whatever is not done yet. */
    static final String PART = ".part-";

    private static final Duration SILENCE = Duration.ofHours(1);
    private static final String CLOCK = ".clock";

    private Leftovers() {}

    /** Removes from a folder what nobody has written to for an hour by the clock of its own disk, which may be far away. */
    static void remove(Path folder) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.filter(file -> file.getFileName().toString().contains(PART))
                    .toList();
        }
        if (parts.isEmpty()) {
            return;
        }
        Path clock = Files.createTempFile(folder, "", CLOCK);
        Instant now = Files.getLastModifiedTime(clock).toInstant();
        Files.deleteIfExists(clock);
        for (Path part : parts) {
            if (lastWritten(part).plus(SILENCE).isBefore(now)) {
                removeTree(part);
            }
        }
    }

    private static Instant lastWritten(Path part) throws IOException {
        Instant last = Instant.EPOCH;
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.toList()) {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                last = written.isAfter(last) ? written : last;
            }
            return last;
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Its build has just ended.
            return Instant.MAX.minus(SILENCE);
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void removeTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            // Another build removes the same tree.
            throw e.getCause();
        }
    }
}
