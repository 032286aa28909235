package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.ImageReference;
import io.jenkins.plugins.paas.adapter.jib.Manifests.Manifest;
import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.ImageFiles;
import io.jenkins.plugins.paas.image.Images;
import io.jenkins.plugins.paas.image.LayerFiles;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks into images of registries. */
public final class RegistryImages implements Images {
    private final Manifests manifests;
    private final LayerBlobs blobs;
    private final LayerFiles layers;

    /**
     * Images, reached as {@code access} says.
     *
     * @param cache a folder of the user's own where layers are kept; several builds may use it at once
     */
    public RegistryImages(RegistryAccess access, Path cache) {
        this(access, cache, Backoff.USUAL);
    }

    RegistryImages(RegistryAccess access, Path cache, Backoff backoff) {
        RegistryHttp http = new RegistryHttp(access, backoff);
        this.manifests = new Manifests(http);
        this.blobs = new LayerBlobs(http, cache.resolve("blobs"));
        this.layers = new LayerFiles(cache);
    }

    /**
     * An image that was found.
     *
     * @param repository where it is
     * @param digest of its manifest, or of the list that it is in
     * @param layers descriptors of its layers
     * @param config its configuration
     */
    record Found(Repository repository, Digest digest, List<JsonNode> layers, JsonNode config) {
        Found {
            layers = List.copyOf(layers);
        }

        /** The layers that registries keep: not those with addresses of their own. */
        List<JsonNode> keptLayers() {
            return layers.stream().filter(layer -> !layer.has("urls")).toList();
        }
    }

    @Override
    public BaseImage open(String name) {
        Found found = find(name);
        refuseOtherPlatforms(name, found.config());
        return new BaseImage(
                found.repository() + "@" + found.digest(), BaseConfig.read(found.config()), () -> files(name, found));
    }

    /** Looks an image up, with nothing of its layers. */
    Found find(String name) {
        ImageReference reference = JibNames.parse(name);
        Repository repository = JibNames.repository(name);
        String wanted = reference.getDigest().or(reference::getTag).orElse("latest");
        try {
            Manifest whole = manifest(name, repository, wanted);
            JsonNode manifest = ours(repository, whole, name);
            byte[] config = blobs.small(
                    repository, manifest.path("config").path("digest").asText());
            List<JsonNode> layers = new ArrayList<>();
            manifest.path("layers").forEach(layers::add);
            return new Found(repository, whole.digest(), layers, new ObjectMapper().readTree(config));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** A file with a layer of an image that was found, packed as it is in the registry; not to be changed. */
    Path layer(Found found, String digest) throws IOException {
        return blobs.kept(found.repository(), digest);
    }

    private ImageFiles files(String name, Found found) {
        ImageFiles files = new ImageFiles("the image " + name);
        try {
            for (JsonNode layer : found.layers()) {
                String digest = layer.path("digest").asText();
                layers.lay(digest, to -> blobs.fetch(found.repository(), digest, to), files);
            }
            return files;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private Manifest manifest(String name, Repository repository, String reference) {
        return manifests
                .get(repository, reference)
                .orElseThrow(() -> new PaasException(
                        Outcome.INVALID,
                        Problem.of(
                                "E_BASE_IMAGE",
                                "there is no base image " + name,
                                "check baseImages in platform.yaml, or FROM in the Dockerfile")));
    }

    /** That of our platform, where there are several. */
    private JsonNode ours(Repository repository, Manifest manifest, String name) throws IOException {
        if (!manifest.list()) {
            return manifest.json();
        }
        for (JsonNode each : manifest.json().path("manifests")) {
            JsonNode platform = each.path("platform");
            if (platform.path("os").asText().equals("linux")
                    && platform.path("architecture").asText().equals("amd64")) {
                return manifest(name, repository, each.path("digest").asText()).json();
            }
        }
        throw otherPlatform("the base image " + name + " is not there for linux/amd64");
    }

    /** An image that is in no list may be for any platform, and ours would silently be for that one, too. */
    private static void refuseOtherPlatforms(String name, JsonNode config) {
        String os = config.path("os").asText("linux");
        String architecture = config.path("architecture").asText("amd64");
        if (!os.equals("linux") || !architecture.equals("amd64")) {
            throw otherPlatform(
                    "the base image " + name + " is for " + os + "/" + architecture + ", not for linux/amd64");
        }
    }

    private static PaasException otherPlatform(String what) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_BASE_IMAGE",
                        what,
                        "use another one; if it is your own, build it by docker build --platform linux/amd64"));
    }

    private static PaasException unreadable(String name, IOException cause) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_BASE_IMAGE",
                        "the base image " + name + " cannot be read: " + cause.getMessage(),
                        "check the image, and the space on the disk"),
                cause);
    }
}
