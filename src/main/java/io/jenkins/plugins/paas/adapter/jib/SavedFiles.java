package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.image.TarEntry;
import io.jenkins.plugins.paas.image.TarReader;
import io.jenkins.plugins.paas.port.ImageContents.Layer;
import io.jenkins.plugins.paas.port.ImageContents.Opened;
import io.jenkins.plugins.paas.port.ImageContents.Reading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Images that lie in files: an OCI image layout, in a folder or in a tar file, or what {@code docker save} wrote before it knew
 * layouts.
 */
interface SavedFiles {
    /** Lists within lists; no tool makes more than one. */
    int DEEPEST = 4;

    /** Settings of images are smaller. In bytes. */
    int LARGEST = 8 << 20;

    /** A file by its name; nothing when there is none. The caller closes it. */
    Optional<InputStream> find(String name) throws IOException;

    /** A layout in a folder. */
    record InFolder(Path folder) implements SavedFiles {
        @Override
        public Optional<InputStream> find(String name) throws IOException {
            Path file = folder.resolve(name).normalize();
            // The name comes out of the image.
            return file.startsWith(folder.normalize()) && Files.isRegularFile(file)
                    ? Optional.of(Files.newInputStream(file))
                    : Optional.empty();
        }
    }

    /** Files in a tar file, found by going through it: what is passed over is not read. */
    record InTar(Path file) implements SavedFiles {
        @Override
        public Optional<InputStream> find(String name) throws IOException {
            InputStream in = new BufferedInputStream(Files.newInputStream(file));
            try {
                TarReader tar = new TarReader(in);
                for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                    if (entry.get().file()
                            && entry.get().name().replaceFirst("^\\./", "").equals(name)) {
                        return Optional.of(new Part(tar.content(), in));
                    }
                }
            } catch (IOException e) {
                in.close();
                throw e;
            }
            in.close();
            return Optional.empty();
        }
    }

    /** Opens the image in them; of several the last one, which was added last. */
    static Opened open(SavedFiles files, String what) throws IOException {
        Optional<JsonNode> index = json(files, "index.json");
        return index.isPresent() ? layout(files, index.get(), what) : docker(files);
    }

    private static Opened layout(SavedFiles files, JsonNode index, String what) throws IOException {
        JsonNode found = index;
        String digest = "";
        for (int i = 0; found.has("manifests"); i++) {
            if (i == DEEPEST || found.path("manifests").isEmpty()) {
                throw new IOException("the image layout names no image");
            }
            digest = ours(found);
            found = required(files, blob(digest));
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : found.path("layers")) {
            String name = layer.path("digest").asText();
            layers.add(new InFile(files, blob(name), name, layer.path("size").asLong()));
        }
        JsonNode config =
                required(files, blob(found.path("config").path("digest").asText()));
        if (!config.has("rootfs")) {
            throw new IOException(what + " names something that is no image");
        }
        return ImageLooks.opened(Optional.of(digest), config, layers);
    }

    /** That of our platform which was added last; attestations stand beside images as those of an unknown one. */
    private static String ours(JsonNode list) {
        String last = "";
        for (JsonNode each : list.path("manifests")) {
            if (each.path("platform").path("architecture").asText("amd64").equals("amd64")) {
                last = each.path("digest").asText();
            }
        }
        return last;
    }

    private static Opened docker(SavedFiles files) throws IOException {
        JsonNode saved = json(files, "manifest.json")
                .orElseThrow(() -> new IOException("it has neither index.json nor manifest.json"));
        JsonNode image = saved.path(saved.size() - 1);
        JsonNode config = required(files, image.path("Config").asText());
        JsonNode ids = config.path("rootfs").path("diff_ids");
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < image.path("Layers").size(); i++) {
            String name = image.path("Layers").path(i).asText();
            // These layers are not packed, so that their digests are those of their contents.
            layers.add(new InFile(files, name, ids.path(i).asText(), length(files, name)));
        }
        return ImageLooks.opened(Optional.empty(), config, layers);
    }

    private static long length(SavedFiles files, String name) throws IOException {
        try (InputStream content = files.find(name).orElseThrow(() -> new IOException(name + " is missing"))) {
            return content.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static String blob(String digest) throws IOException {
        // What is read here becomes a name of a file.
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IOException("'" + digest + "' is no digest");
        }
        return "blobs/sha256/" + digest.substring("sha256:".length());
    }

    private static JsonNode required(SavedFiles files, String name) throws IOException {
        return json(files, name).orElseThrow(() -> new IOException(name + " is missing"));
    }

    private static Optional<JsonNode> json(SavedFiles files, String name) throws IOException {
        Optional<InputStream> found = files.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = found.get()) {
            return Optional.of(new ObjectMapper().readTree(content.readNBytes(LARGEST)));
        }
    }

    /** A file within another one, which is closed with it. */
    final class Part extends java.io.FilterInputStream {
        private final InputStream whole;

        Part(InputStream content, InputStream whole) {
            super(content);
            this.whole = whole;
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    /**
     * A layer in a file.
     *
     * @param files where it lies
     * @param name the file
     * @param digest of the layer
     * @param size in bytes
     */
    record InFile(SavedFiles files, String name, String digest, long size) implements Layer {
        @Override
        public <T> T read(Reading<T> reading) {
            try {
                InputStream content = files.find(name).orElseThrow(() -> new IOException(name + " is missing"));
                return CheckedLayer.read(digest, size, content, reading);
            } catch (IOException e) {
                throw ImageLooks.unreadable("the layer " + digest, e);
            }
        }
    }
}
