package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Copies an image: its blobs first, unless they are there already, its manifest last. */
final class Copy {
    private final RegistryHttp http;
    private final Manifests manifests;

    Copy(RegistryHttp http, Manifests manifests) {
        this.http = http;
        this.manifests = manifests;
    }

    void copy(ImageRef from, ImageRef to) {
        Manifest manifest = manifest(from.repository(), Manifests.reference(from));
        if (!from.repository().equals(to.repository())) {
            contents(manifest, from.repository(), to.repository());
        }
        manifests.put(to.repository(), to.tag().orElse(manifest.digest().value()), manifest);
    }

    private Manifest manifest(Repository repository, String reference) {
        return manifests
                .get(repository, reference)
                .orElseThrow(() -> new PaasException(
                        Outcome.INVALID,
                        Problem.of(
                                "E_IMAGE_UNKNOWN",
                                "there is no image " + repository + (reference.startsWith("sha256:") ? "@" : ":")
                                        + reference,
                                "it may have been removed; build it again")));
    }

    private void contents(Manifest manifest, Repository from, Repository to) {
        try {
            JsonNode json = manifest.json();
            if (manifest.list()) {
                for (JsonNode child : json.path("manifests")) {
                    Manifest each = manifest(from, child.path("digest").asText());
                    contents(each, from, to);
                    manifests.put(to, each.digest().value(), each);
                }
                return;
            }
            for (JsonNode blob : blobs(json)) {
                blob(blob.path("digest").asText(), blob.path("size").asLong(), from, to);
            }
        } catch (IOException e) {
            throw RegistryFailures.error(from.host(), 200, "the manifest " + manifest.digest() + " is no JSON");
        }
    }

    private static List<JsonNode> blobs(JsonNode manifest) {
        List<JsonNode> blobs = new ArrayList<>();
        blobs.add(manifest.path("config"));
        for (JsonNode layer : manifest.path("layers")) {
            // Layers with addresses of their own are not kept in registries.
            if (!layer.has("urls")) {
                blobs.add(layer);
            }
        }
        return blobs;
    }

    private void blob(String digest, long size, Repository from, Repository to) {
        if (http.send(Call.read("HEAD", to, "/blobs/" + digest)).statusCode() == 200) {
            return;
        }
        Call begin = Call.write("POST", to, "/blobs/uploads/");
        if (from.host().equals(to.host())) {
            Call mount = Call.write("POST", to, "/blobs/uploads/?mount=" + digest + "&from=" + from.path())
                    .reading(from);
            if (http.send(mount).statusCode() == 201) {
                return;
            }
        }
        // An upload that broke cannot be gone on with, since its source is a stream: each try begins anew.
        http.trying(begin, () -> transfer(begin, digest, size, from, to));
    }

    private HttpResponse<byte[]> transfer(Call begin, String digest, long size, Repository from, Repository to)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> begun = http.send(begin);
        URI location = begun.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(
                        () -> RegistryFailures.error(to.host(), begun.statusCode(), "it names no place to upload to"));
        try (InputStream content =
                http.open(Call.read("GET", from, "/blobs/" + digest)).body()) {
            URI target = URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
            Call put = Call.write("PUT", to, "")
                    .to(target)
                    .with("Content-Type", "application/octet-stream")
                    .sending(() -> body(content, size));
            return http.once(put);
        }
    }

    /** With its length, since not every registry takes chunks; Java's publisher refuses a length of nothing. */
    private static BodyPublisher body(InputStream content, long size) {
        return size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> content), size);
    }
}
