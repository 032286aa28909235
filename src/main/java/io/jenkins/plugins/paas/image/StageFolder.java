package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
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

    /** The context made from {@code fingerprint}, filled now unless it is there. */
    Path fill(List<String> fingerprint, Filling filling) throws IOException {
        String name = Sha256.ofParts(fingerprint);
        Path context = folder.resolve(name);
        if (!Files.isDirectory(context)) {
            Files.createDirectories(folder);
            Path part = Files.createTempDirectory(folder, name + ".part-");
            try {
                filling.fill(part);
                settle(part);
                publish(part, context);
            } finally {
                remove(part);
            }
        }
        touch(folder.resolve(name + USED));
        removeOld(name);
        return context;
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

    /** All files get one time, so that a cache that looks at times sees no difference between two layouts. */
    private static void settle(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
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
                remove(folder.resolve(name));
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

    private static void remove(Path tree) throws IOException {
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
