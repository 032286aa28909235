package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies an image: its blobs first, unless they are there already, its manifest last. */
final class Copy {
    private final Uploads uploads;
    private final Manifests manifests;

    Copy(RegistryHttp http, Manifests manifests) {
        this.uploads = new Uploads(http);
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
                uploads.copy(blob.path("digest").asText(), blob.path("size").asLong(), from, to);
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
}
