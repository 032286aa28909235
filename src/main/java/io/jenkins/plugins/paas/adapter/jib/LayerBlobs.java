package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.FileHash;
import io.jenkins.plugins.paas.image.ImageFiles;
import io.jenkins.plugins.paas.image.LayerFiles;
import io.jenkins.plugins.paas.model.Repository;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** The layers of base images, kept on this machine by their digests. */
final class LayerBlobs {
    private static final int BUFFER = 1 << 16;

    private final RegistryHttp http;
    private final Path cache;

    LayerBlobs(RegistryHttp http, Path cache) {
        this.http = http;
        this.cache = cache;
    }

    /** A blob as a file, fetched unless it is there. */
    Path file(Repository repository, String digest) throws IOException {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IOException("'" + digest + "' is no digest");
        }
        Path file = cache.resolve("blobs").resolve(digest.substring(7));
        if (!Files.exists(file)) {
            Path folder = Files.createDirectories(cache.resolve("blobs"));
            Path part = Files.createTempFile(folder, digest.substring(7), ".part");
            try {
                fetch(repository, digest, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return file;
    }

    private void fetch(Repository repository, String digest, Path to) throws IOException {
        Call call = Call.read("GET", repository, "/blobs/" + digest);
        http.trying(call, () -> {
            try (InputStream content = http.open(call).body()) {
                return Files.copy(content, to, StandardCopyOption.REPLACE_EXISTING);
            }
        });
        if (!digest.equals("sha256:" + FileHash.of(to))) {
            throw new IOException("the blob " + digest + " has other content");
        }
    }

    /** Lays a layer over the files of those below it. */
    void lay(Repository repository, String digest, ImageFiles over) throws IOException {
        Path contents = cache.resolve("files").resolve(digest.substring(7));
        if (!Files.isDirectory(contents)) {
            Path folder = Files.createDirectories(cache.resolve("files"));
            Path part = Files.createTempDirectory(folder, digest.substring(7) + ".part-");
            Path blob = file(repository, digest);
            try (InputStream layer = open(blob)) {
                LayerFiles.unpack(layer, part);
            }
            Files.deleteIfExists(blob);
            if (!Files.isDirectory(contents)) {
                Files.move(part, contents, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        LayerFiles.lay(contents, over);
    }

    private static InputStream open(Path blob) throws IOException {
        PushbackInputStream raw =
                new PushbackInputStream(new BufferedInputStream(Files.newInputStream(blob), BUFFER), 2);
        byte[] first = raw.readNBytes(2);
        raw.unread(first);
        boolean packed = first.length == 2 && (first[0] & 0xFF) == 0x1F && (first[1] & 0xFF) == 0x8B;
        return packed ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    }
}
