package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.FileHash;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Blobs of registries. What comes by digest is checked against it. */
final class LayerBlobs {
    private final RegistryHttp http;
    private final Path cache;

    /**
     * Blobs.
     *
     * @param cache where they are kept
     */
    LayerBlobs(RegistryHttp http, Path cache) {
        this.http = http;
        this.cache = cache;
    }

    /** A small blob, such as the settings of an image. */
    byte[] small(Repository repository, String digest) throws IOException {
        return Files.readAllBytes(kept(repository, digest));
    }

    /** A file with a blob that is not to be changed, fetched unless it is kept here, whole, from before. */
    Path kept(Repository repository, String digest) throws IOException {
        checked(digest);
        Path file = cache.resolve(digest.substring(7));
        if (!Files.exists(file) || !digest.equals("sha256:" + FileHash.of(file))) {
            Files.createDirectories(cache);
            Path part = Files.createTempFile(cache, digest.substring(7), ".part");
            try {
                fetch(repository, digest, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return file;
    }

    /** Writes a blob to a file. */
    void fetch(Repository repository, String digest, Path to) throws IOException {
        checked(digest);
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

    private static void checked(String digest) throws IOException {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IOException("'" + digest + "' is no digest");
        }
    }
}
