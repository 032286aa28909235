package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes images to files, whole or not at all. */
final class Saving {
    private static final int MOST_LINKS = 40;

    private Saving() {}

    /** Where a saved image comes from. */
    interface Origin {
        /**
         * Saves it.
         *
         * @param part a new file, beside which there is room
         */
        SavedImage save(Path part) throws IOException;
    }

    static Digest toTar(Path file, Origin origin) throws IOException {
        // A rename would put a file in the place of a pipe or a device.
        return Files.exists(file) && !Files.isRegularFile(file) ? into(file, origin) : inPlaceOf(target(file), origin);
    }

    private static Digest inPlaceOf(Path file, Origin origin) throws IOException {
        Path part = part(file);
        try (SavedImage saved = origin.save(part)) {
            saved.writeTo(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return saved.digest();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Digest into(Path pipe, Origin origin) throws IOException {
        Path part = Files.createTempFile("paas-image-", ".part");
        try (SavedImage saved = origin.save(part);
                OutputStream out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
            saved.writeTo(part);
            Files.copy(part, out);
            return saved.digest();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Where links lead, whether something is there yet or not: a link says that the file belongs elsewhere. */
    private static Path target(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    static Digest toLayout(Path folder, Origin origin) throws IOException {
        Path part = part(folder.resolve("image"));
        try (SavedImage saved = origin.save(part)) {
            saved.addTo(folder);
            return saved.digest();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path part(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file name");
        }
        Files.createDirectories(folder);
        return Files.createTempFile(folder, file.getFileName() + ".", ".part");
    }
}
