package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where build contexts are laid out, each under the hash of what it was made from. A context appears whole or not at all, so
 * that several builds may use the folder at once. Those that were used longest ago are removed.
 */
final class StageFolder {
    private static final String USED = ".used";
    private static final String CONTENT = "content";

    private final Path folder;
    private final int kept;

    /**
     * Contexts that lie in a folder.
     *
     * @param kept how many of them; more than all builds at once on one machine need
     */
    StageFolder(Path folder, int kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** Fills an empty folder. */
    interface Filling {
        void fill(Path context) throws IOException;
    }

    /** Where the context made from {@code fingerprint} is, or will be. */
    Path place(List<String> fingerprint) {
        return folder.resolve(Sha256.ofParts(fingerprint));
    }

    /** The context made from {@code fingerprint}, filled now unless it is there. */
    Path fill(List<String> fingerprint, Filling filling) throws IOException {
        Path context = place(fingerprint);
        String name = context.getFileName().toString();
        if (!Files.isDirectory(context)) {
            Files.createDirectories(folder);
            Leftovers.remove(folder);
            Path part = Files.createTempDirectory(folder, name + Leftovers.PART);
            try {
                filling.fill(part);
                settle(part);
                publish(part, context);
            } finally {
                Leftovers.removeTree(part);
            }
        }
        touch(folder.resolve(name + USED));
        removeOld(name);
        return context;
    }

    /** A file with this content, kept under its hash. */
    Path file(byte[] content) throws IOException {
        return fill(List.of("content-1", Sha256.of(content)), context -> Files.write(context.resolve(CONTENT), content))
                .resolve(CONTENT);
    }

    /** Throws a context away that turned out to be broken; it vanishes as a whole, as it appeared. */
    void discard(List<String> fingerprint) throws IOException {
        Path context = place(fingerprint);
        Path part = Files.createTempDirectory(folder, context.getFileName() + Leftovers.PART);
        try {
            Files.move(context, part.resolve("broken"), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Another build was faster.
        } finally {
            Leftovers.removeTree(part);
        }
    }

    private static void publish(Path part, Path context) throws IOException {
        try {
            Files.move(part, context, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.isDirectory(context)) {
                throw e;
            }
            // Another build was faster; its content is the same.
        }
    }

    /**
     * All files get one time, so that a cache that looks at times sees no difference between two layouts. The folder itself
     * keeps its own, by which it is told from what a killed build left.
     */
    private static void settle(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(each -> !each.equals(part))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.setLastModifiedTime(file, FileTime.from(FileTimes.FIXED));
            }
        }
    }

    private static void touch(Path marker) throws IOException {
        Files.write(marker, new byte[] {'\n'});
    }

    private void removeOld(String inUse) throws IOException {
        List<Path> markers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(USED)).forEach(markers::add);
        }
        if (markers.size() <= kept) {
            return;
        }
        markers.sort(Comparator.comparing(StageFolder::time).reversed());
        for (Path marker : markers.subList(kept, markers.size())) {
            String name = marker.getFileName().toString().replace(USED, "");
            if (!name.equals(inUse)) {
                Leftovers.removeTree(folder.resolve(name));
                Files.deleteIfExists(marker);
            }
        }
    }

    private static FileTime time(Path marker) {
        try {
            return Files.getLastModifiedTime(marker);
        } catch (IOException e) {
            // Another build has just removed it.
            return FileTime.fromMillis(0);
        }
    }
}
