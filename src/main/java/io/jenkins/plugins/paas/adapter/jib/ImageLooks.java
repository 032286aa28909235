package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.PackedLayer;
import io.jenkins.plugins.paas.image.PackedLayers;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.ImageContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into images in registries, files and folders, and into those that are planned. */
public final class ImageLooks implements ImageContents {
    private final RegistryHttp http;
    private final HttpRegistry registries;
    private final RegistryImages images;
    private final PackedLayers ownLayers;
    private final Notes notes;

    /**
     * Looks at images.
     *
     * @param access how registries are reached
     * @param layers the folder where a builder keeps layers, so that what is planned is packed once
     * @param notes a folder of the user's own for what was found out; several commands may use it at once
     */
    public ImageLooks(RegistryAccess access, Path layers, Path notes) {
        this(access, layers, notes, Backoff.USUAL);
    }

    ImageLooks(RegistryAccess access, Path layers, Path notes, Backoff backoff) {
        this.http = new RegistryHttp(access, backoff);
        this.registries = new HttpRegistry(access, backoff, 1);
        this.images = new RegistryImages(access, layers.resolve("images"));
        this.ownLayers = new PackedLayers(layers.resolve("packed"));
        this.notes = new Notes(notes);
    }

    @Override
    public Opened open(Source source) {
        try {
            if (source instanceof Source.InRegistry registry) {
                return inRegistry(registry.image());
            }
            if (source instanceof Source.InTar tar) {
                return SavedFiles.open(new SavedFiles.InTar(tar.file()), source.toString());
            }
            if (source instanceof Source.InLayout layout) {
                return SavedFiles.open(new SavedFiles.InFolder(layout.folder()), source.toString());
            }
            return planned(((Source.Planned) source).plan());
        } catch (IOException e) {
            throw unreadable(source.toString(), e);
        }
    }

    @Override
    public Optional<String> noted(String format, String layer) {
        return notes.find(format, layer);
    }

    @Override
    public void note(String format, String layer, String text) {
        notes.keep(format, layer, text);
    }

    private Opened inRegistry(ImageRef image) {
        Digest digest = registries
                .resolve(image)
                .orElseThrow(() -> new PaasException(
                        Outcome.INVALID,
                        Problem.of("E_IMAGE_UNKNOWN", "the registry has no image " + image, "check its name and tag")));
        RegistryImages.Found found =
                images.find(image.repository() + "@" + image.digest().orElse(digest));
        return opened(Optional.of(found.digest().value()), found.config(), layers(found));
    }

    private Opened planned(ImagePlan plan) throws IOException {
        Optional<RegistryImages.Found> base = plan.base().map(images::find);
        List<Layer> layers = new ArrayList<>(base.map(this::layers).orElse(List.of()));
        for (ImagePlan.Layer layer : plan.layers()) {
            layers.add(new Packed(ownLayers.of(layer)));
        }
        return new Opened(
                Optional.empty(),
                plan.config(),
                base.map(found -> history(found.config())).orElse(List.of()),
                Optional.of(plan.created()),
                layers);
    }

    private List<Layer> layers(RegistryImages.Found found) {
        List<Layer> layers = new ArrayList<>();
        found.keptLayers()
                .forEach(layer -> layers.add(new InRegistry(
                        http,
                        Call.read(
                                "GET",
                                found.repository(),
                                "/blobs/" + layer.path("digest").asText()),
                        layer.path("digest").asText(),
                        layer.path("size").asLong())));
        return layers;
    }

    static Opened opened(Optional<String> digest, JsonNode config, List<Layer> layers) {
        return new Opened(
                digest,
                BaseConfig.read(config),
                history(config),
                Optional.of(config.path("created").asText("")).flatMap(ImageLooks::time),
                layers);
    }

    private static List<String> history(JsonNode config) {
        List<String> history = new ArrayList<>();
        config.path("history")
                .forEach(each -> history.add(each.path("created_by").asText("")));
        return history;
    }

    private static Optional<java.time.Instant> time(String text) {
        try {
            return Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static PaasException unreadable(String what, Exception cause) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_IMAGE_UNREADABLE",
                        what + " cannot be looked into: " + cause.getMessage(),
                        "check that it is an image, whole, with layers plain or packed by gzip"),
                cause);
    }

    private record InRegistry(RegistryHttp http, Call call, String digest, long size) implements Layer {
        @Override
        public <T> T read(Reading<T> reading) {
            return http.trying(
                    call, () -> CheckedLayer.read(digest, size, http.open(call).body(), reading));
        }
    }

    private record Packed(PackedLayer layer) implements Layer {
        @Override
        public String digest() {
            return layer.digest().value();
        }

        @Override
        public long size() {
            return layer.size();
        }

        @Override
        public <T> T read(Reading<T> reading) {
            try {
                return CheckedLayer.read(digest(), size(), Files.newInputStream(layer.file()), reading);
            } catch (IOException e) {
                throw unreadable("the layer " + digest(), e);
            }
        }
    }
}
