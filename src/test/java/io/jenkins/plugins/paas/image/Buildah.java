package io.jenkins.plugins.paas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The real buildah. Its vfs driver keeps each image's files as a plain folder. Every case has a storage of its own: buildah takes a
 * name for the beginning of an image's number, too, so {@code --from=0} may mean the image of another case.
 */
final class Buildah {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Buildah() {}

    /** Its version, such as 1.28.2; nothing where it is not installed. */
    static Optional<String> version() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program(), "--version").start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(text.split(" ")[2]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String program() {
        return System.getProperty("paas.test.buildah", "buildah");
    }

    /** The image as text, or "refused" and what buildah says. */
    static String run(CorpusCase test, Path folder) throws IOException, InterruptedException {
        if (test.sections().containsKey("base")) {
            build(folder, "Dockerfile.base", List.of("--tag", "localhost/base"));
        }
        List<String> more = new ArrayList<>();
        test.args().forEach((name, value) -> more.add("--build-arg=" + name + "=" + value));
        try {
            return snapshot(storage(folder), build(folder, "Dockerfile", more), test.hasAttributes());
        } catch (Refused e) {
            return "refused\n" + e.getMessage();
        }
    }

    /** The image's number. */
    private static String build(Path folder, String dockerfile, List<String> more)
            throws IOException, InterruptedException {
        Path number = folder.resolve(dockerfile + ".number");
        List<String> command = new ArrayList<>(List.of(
                program(),
                "--root",
                storage(folder).toString(),
                "--runroot",
                folder.resolve("buildah-run").toString(),
                "--storage-driver",
                "vfs",
                "build",
                "--quiet",
                "--isolation",
                "chroot",
                "--layers=false",
                "--pull-never",
                "--format",
                "docker",
                "--iidfile",
                number.toString(),
                "--file",
                folder.resolve(dockerfile).toString()));
        command.addAll(more);
        command.add(folder.resolve("context").toString());
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new Refused(Files.readString(said).strip());
        }
        return Files.readString(number).replace("sha256:", "");
    }

    private static Path storage(Path folder) {
        return folder.resolve("buildah");
    }

    private static String snapshot(Path storage, String number, boolean attributes) throws IOException {
        Path images = storage.resolve("vfs-images");
        String config = Base64.getEncoder().encodeToString(("sha256:" + number).getBytes(StandardCharsets.UTF_8));
        JsonNode json =
                JSON.readTree(images.resolve(number).resolve("=" + config).toFile());
        Optional<Path> files = Optional.empty();
        for (JsonNode image : JSON.readTree(images.resolve("images.json").toFile())) {
            if (image.path("id").asText().equals(number) && image.has("layer")) {
                files = Optional.of(
                        storage.resolve("vfs/dir").resolve(image.path("layer").asText()));
            }
        }
        return Snapshot.of(files, json.path("config"), attributes);
    }

    /** Buildah did not build. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String said) {
            super(said);
        }
    }
}
