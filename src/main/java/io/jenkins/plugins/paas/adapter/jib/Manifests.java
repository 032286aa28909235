package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Reads and writes manifests, byte by byte as they are. */
final class Manifests {
    private static final String ACCEPT = String.join(
            ",",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final RegistryHttp http;

    Manifests(RegistryHttp http) {
        this.http = http;
    }

    /** A manifest or a list of manifests, by its bytes. */
    static final class Manifest {
        private final Digest digest;
        private final String type;
        private final byte[] bytes;

        Manifest(String type, byte[] bytes) {
            this.digest = Digest.ofBytes(bytes);
            this.type = type;
            this.bytes = bytes;
        }

        Digest digest() {
            return digest;
        }

        String type() {
            return type;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(bytes);
        }

        boolean list() {
            return type.contains("index") || type.contains("manifest.list");
        }
    }

    Optional<Digest> digest(ImageRef image) {
        HttpResponse<byte[]> response = http.send(read("HEAD", image.repository(), reference(image)));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        // The header is optional; some registries send it for GET only, or not at all.
        return response.headers()
                .firstValue("Docker-Content-Digest")
                .filter(value -> value.matches("sha256:[0-9a-f]{64}"))
                .map(Digest::new)
                .or(() -> get(image.repository(), reference(image)).map(Manifest::digest));
    }

    /** By tag or digest; what comes by digest was checked against it. */
    Optional<Manifest> get(Repository repository, String reference) {
        HttpResponse<byte[]> response = http.send(read("GET", repository, reference));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        Manifest manifest = new Manifest(type, response.body());
        if (reference.startsWith("sha256:")
                && !reference.equals(manifest.digest().value())) {
            throw RegistryFailures.error(
                    repository.host(), response.statusCode(), "the manifest " + reference + " has other content");
        }
        return Optional.of(manifest);
    }

    void put(Repository repository, String reference, Manifest manifest) {
        Call call = Call.write("PUT", repository, "/manifests/" + reference)
                .with("Content-Type", manifest.type)
                .sending(() -> BodyPublishers.ofByteArray(manifest.bytes));
        HttpResponse<byte[]> response = http.send(call);
        if (response.statusCode() == 404) {
            throw RegistryFailures.error(repository.host(), 404, "it takes no manifest for " + repository.path());
        }
    }

    static String reference(ImageRef image) {
        return image.digest().map(Digest::value).or(image::tag).orElse("latest");
    }

    private static Call read(String method, Repository repository, String reference) {
        return Call.read(method, repository, "/manifests/" + reference).with("Accept", ACCEPT);
    }
}
