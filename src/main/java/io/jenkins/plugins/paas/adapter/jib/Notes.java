package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Texts about layers, kept in a folder. Without the folder all is slower, no more. */
final class Notes {
    /** More than the layers of all images that a machine looks at in a week. */
    private static final int KEPT = 1000;

    private final Path folder;

    Notes(Path folder) {
        this.folder = folder;
    }

    Optional<String> find(String format, String layer) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(format, layer)))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Not there, or cut off.
            return Optional.empty();
        }
    }

    void keep(String format, String layer, String text) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "note-", ".part");
            try {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                }
                Files.move(
                        part, file(format, layer), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            removeOld();
        } catch (IOException e) {
            // A full disk or a home that cannot be written to: the layer is read again the next time.
        }
    }

    private Path file(String format, String layer) {
        return folder.resolve(Sha256.ofParts(List.of(format, layer)) + ".gz");
    }

    private void removeOld() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        if (files.size() > KEPT) {
            List<Path> old = files.stream()
                    .sorted(Comparator.comparing(Notes::time))
                    .limit(files.size() - KEPT)
                    .toList();
            for (Path each : old) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Another command has just removed it.
            return FileTime.fromMillis(0);
        }
    }
}
