package io.jenkins.plugins.paas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.testing.BuildKitDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real BuildKit, whose frontend is what the Dockerfile reference describes. */
final class BuildKit {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BuildKitDaemon daemon;

    BuildKit(BuildKitDaemon daemon) {
        this.daemon = daemon;
    }

    /** The image as text, or "refused" and what BuildKit says. */
    String run(CorpusCase test, Path folder) throws IOException, InterruptedException {
        List<String> more = new ArrayList<>();
        if (test.sections().containsKey("base")) {
            Path base = folder.resolve("base-layout");
            if (!build(folder, "Dockerfile.base", base, List.of())) {
                return "refused\n" + Files.readString(said(folder)).strip();
            }
            String digest = manifestDigest(base);
            more.addAll(List.of("--oci-layout", "base=" + base));
            more.addAll(List.of("--opt", "context:localhost/base=oci-layout://base@" + digest));
        }
        test.args().forEach((name, value) -> more.addAll(List.of("--opt", "build-arg:" + name + "=" + value)));
        Path layout = folder.resolve("layout");
        return build(folder, "Dockerfile", layout, more)
                ? snapshot(folder, layout, test.hasAttributes())
                : "refused\n" + Files.readString(said(folder)).strip();
    }

    private boolean build(Path folder, String dockerfile, Path layout, List<String> more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "build",
                "--progress=plain",
                "--no-cache",
                "--frontend=dockerfile.v0",
                "--local=context=" + folder.resolve("context"),
                "--local=dockerfile=" + folder,
                "--opt=filename=" + dockerfile,
                "--output=type=oci,tar=false,dest=" + layout));
        words.addAll(more);
        return daemon.client(words, said(folder)) == 0;
    }

    private static Path said(Path folder) {
        return folder.resolve("said-by-buildkit");
    }

    private static String snapshot(Path folder, Path layout, boolean attributes)
            throws IOException, InterruptedException {
        JsonNode manifest = blob(layout, manifestDigest(layout));
        Path files = Files.createDirectory(folder.resolve("files-of-buildkit"));
        for (JsonNode layer : manifest.path("layers")) {
            lay(path(layout, layer.path("digest").asText()), files);
        }
        JsonNode config = blob(layout, manifest.path("config").path("digest").asText());
        return Snapshot.of(Optional.of(files), config.path("config"), attributes);
    }

    /** Over what lies there; no case takes a file of its base away. */
    private static void lay(Path layer, Path files) throws IOException, InterruptedException {
        List<String> tar = List.of(
                "tar",
                "--extract",
                "--xattrs",
                "--xattrs-include=*",
                "--same-owner",
                "--same-permissions",
                "--numeric-owner",
                "--file",
                layer.toString(),
                "--directory",
                files.toString());
        if (new ProcessBuilder(tar).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", tar));
        }
    }

    /** The image's own; beside it there may be one that says how it was made. */
    private static String manifestDigest(Path layout) throws IOException {
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        JsonNode first = index.path("manifests").path(0);
        return first.path("mediaType").asText().contains("index")
                ? blob(layout, first.path("digest").asText())
                        .path("manifests")
                        .path(0)
                        .path("digest")
                        .asText()
                : first.path("digest").asText();
    }

    private static JsonNode blob(Path layout, String digest) throws IOException {
        return JSON.readTree(path(layout, digest).toFile());
    }

    private static Path path(Path layout, String digest) {
        return layout.resolve("blobs/sha256").resolve(digest.replace("sha256:", ""));
    }
}
