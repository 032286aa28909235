package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.BuildSpec;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds what the build left behind, and says what to look at when it is not there. */
final class Artifacts {
    private static final int DEEPEST = 4;
    private static final int MOST = 5;

    private Artifacts() {}

    /** The artifact, a file within the App's folder. */
    static Path find(Path folder, BuildSpec build) {
        Path written = build.artifact()
                .orElseThrow(() -> Failures.of(
                        "E_ARTIFACT_MISSING",
                        "build.artifact is not set",
                        "name the executable jar in paas.yaml, such as build.artifact: target/app.jar"
                                + candidates(folder)));
        Path file = folder.resolve(written);
        if (!Files.isRegularFile(file)) {
            String how = build.command()
                    .map(command -> "build.command (" + command + ") did not make it")
                    .orElse("build.command is not set, so nothing made it here");
            throw Failures.of(
                    "E_ARTIFACT_MISSING",
                    "the artifact " + file + (Files.isDirectory(file) ? " is a folder" : " does not exist"),
                    how + candidates(folder));
        }
        inside(folder, file);
        return file;
    }

    /** Refuses a file outside the App's folder. */
    static void inside(Path folder, Path file) {
        try {
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw Failures.of(
                        "E_OUTSIDE_CONTEXT",
                        file + " lies outside the App's folder " + folder,
                        "copy it into the App's folder as part of the build");
            }
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    private static String candidates(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEEPEST, new FileVisitOption[0])) {
            List<String> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .map(file -> folder.relativize(file).toString())
                    .filter(name ->
                            !name.startsWith(".") && !name.endsWith("-sources.jar") && !name.endsWith("-javadoc.jar"))
                    .sorted()
                    .limit(MOST)
                    .toList();
            return jars.isEmpty() ? "; there is no jar near it" : "; jars found: " + String.join(", ", jars);
        } catch (IOException | java.io.UncheckedIOException e) {
            // Only a hint: a folder that may not be listed must not hide the real failure.
            return "";
        }
    }
}
