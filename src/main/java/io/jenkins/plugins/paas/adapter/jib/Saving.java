package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes images to files, whole or not at all. */
final class Saving {
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
        Path part = part(file);
        try (SavedImage saved = origin.save(part)) {
            saved.writeTo(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return saved.digest();
        } finally {
            Files.deleteIfExists(part);
        }
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
