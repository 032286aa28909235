package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.Registry.Copied;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies an image: its blobs first, unless they are there already, its manifest last, so that whoever is killed in between leaves no
 * image that is not whole, and goes on where he was.
 */
final class Copy {
    private final Uploads uploads;
    private final Manifests manifests;
    private final EventSink events;

    Copy(RegistryHttp http, Manifests manifests, EventSink events) {
        this.uploads = new Uploads(http);
        this.manifests = manifests;
        this.events = events;
    }

    Copied copy(ImageRef from, ImageRef to) {
        Manifest manifest = manifest(from.repository(), Manifests.reference(from));
        Copied copied = from.repository().equals(to.repository())
                ? Copied.NOTHING
                : contents(manifest, from.repository(), to.repository());
        manifests.put(to.repository(), to.tag().orElse(manifest.digest().value()), manifest);
        return copied;
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

    private Copied contents(Manifest manifest, Repository from, Repository to) {
        try {
            JsonNode json = manifest.json();
            Copied copied = Copied.NOTHING;
            if (manifest.list()) {
                for (JsonNode child : json.path("manifests")) {
                    Manifest each = manifest(from, child.path("digest").asText());
                    copied = copied.and(contents(each, from, to));
                    manifests.put(to, each.digest().value(), each);
                }
                return copied;
            }
            List<JsonNode> blobs = blobs(json);
            long total =
                    blobs.stream().mapToLong(blob -> blob.path("size").asLong()).sum();
            SentBytes sent = new SentBytes(events, "copying the image to " + to, total);
            for (JsonNode blob : blobs) {
                copied = copied.and(blob(blob, from, to, sent));
            }
            return copied;
        } catch (IOException e) {
            throw RegistryFailures.error(from.host(), 200, "the manifest " + manifest.digest() + " is no JSON");
        }
    }

    private Copied blob(JsonNode blob, Repository from, Repository to, SentBytes sent) {
        String digest = blob.path("digest").asText();
        long size = blob.path("size").asLong();
        try {
            return switch (uploads.copy(digest, size, from, to, sent::more)) {
                case THERE -> new Copied(1, 0, 0, 0);
                case MOUNTED -> new Copied(0, 1, 0, 0);
                case SENT -> new Copied(0, 0, 1, size);
            };
        } catch (PaasException e) {
            Problem why = e.problems().get(0);
            throw new PaasException(
                    e.outcome(),
                    Problem.of(
                            why.code(),
                            "the blob " + digest + " (" + size + " bytes) did not get from " + from + " to " + to + ": "
                                    + why.what(),
                            why.hint() + (why.hint().isEmpty() ? "" : "; ")
                                    + "what has arrived stays there, so that the next try sends only the rest"),
                    e);
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
}
