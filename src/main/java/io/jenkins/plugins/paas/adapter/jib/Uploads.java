package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Brings blobs into repositories, unless they are there already.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push">OCI distribution, push</a>
 */
final class Uploads {
    private final RegistryHttp http;

    Uploads(RegistryHttp http) {
        this.http = http;
    }

    boolean there(String digest, Repository in) {
        return http.send(Call.read("HEAD", in, "/blobs/" + digest)).statusCode() == 200;
    }

    /** How a blob got where it is. */
    enum Way {
        THERE,
        MOUNTED,
        SENT
    }

    /**
     * From one repository into another, by the registry itself where both are of one user in one.
     *
     * @param sent told of each piece that went through this machine, in bytes
     */
    Way copy(String digest, long size, Repository from, Repository to, LongConsumer sent) {
        if (there(digest, to)) {
            return Way.THERE;
        }
        if (http.together(from, to)) {
            Call mount = Call.write("POST", to, "/blobs/uploads/?mount=" + digest + "&from=" + from.path())
                    .reading(from);
            if (http.send(mount).statusCode() == 201) {
                return Way.MOUNTED;
            }
        }
        // An upload that broke cannot be gone on with, since its source is a stream: each try begins anew.
        http.trying(begin(to), () -> {
            URI place = place(to);
            try (InputStream content =
                    http.open(Call.read("GET", from, "/blobs/" + digest)).body()) {
                return put(digest, to, place, () -> new WatchedBody(body(content, size), sent));
            }
        });
        return Way.SENT;
    }

    /**
     * From a file of this machine.
     *
     * @param sent told of each piece that was sent, in bytes
     */
    void send(String digest, Path file, Repository to, LongConsumer sent) throws IOException {
        if (there(digest, to)) {
            return;
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read");
        }
        http.trying(begin(to), () -> put(digest, to, place(to), () -> watched(file, sent)));
    }

    private static BodyPublisher watched(Path file, LongConsumer sent) {
        try {
            return new WatchedBody(BodyPublishers.ofFile(file), sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From memory. */
    void send(String digest, byte[] content, Repository to) {
        if (!there(digest, to)) {
            http.trying(begin(to), () -> put(digest, to, place(to), () -> BodyPublishers.ofByteArray(content)));
        }
    }

    private static Call begin(Repository to) {
        return Call.write("POST", to, "/blobs/uploads/");
    }

    private URI place(Repository to) {
        HttpResponse<byte[]> begun = http.send(begin(to));
        if (begun.statusCode() == 404) {
            throw RegistryFailures.absent(to);
        }
        return begun.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(
                        () -> RegistryFailures.error(to.host(), begun.statusCode(), "it names no place to upload to"));
    }

    private HttpResponse<byte[]> put(String digest, Repository to, URI place, Supplier<BodyPublisher> content)
            throws IOException, InterruptedException {
        URI target = URI.create(place + (place.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        return http.upload(Call.write("PUT", to, "")
                .to(target)
                .with("Content-Type", "application/octet-stream")
                .sending(content));
    }

    /** With its length, since not every registry takes chunks; Java's publisher refuses a length of nothing. */
    private static BodyPublisher body(InputStream content, long size) {
        return size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> content), size);
    }
}
