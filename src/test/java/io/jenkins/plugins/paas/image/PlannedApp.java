package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An App's folder, and what templates make of it. */
abstract class PlannedApp {
    @TempDir
    Path temp;

    Path app;
    Templates templates = Templates.bundled();

    @BeforeEach
    void folder() throws IOException {
        app = Files.createDirectories(temp.resolve("app"));
    }

    static long size(Layer layer) {
        return layer.entries().stream()
                .map(Entry::node)
                .filter(Node.File.class::isInstance)
                .mapToLong(file -> ((Node.File) file).content().toFile().length())
                .sum();
    }

    static Layer layer(ImagePlan plan, String name) {
        return plan.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> files(Layer layer) {
        return layer.entries().stream()
                .filter(entry -> !(entry.node() instanceof Node.Folder))
                .map(Entry::target)
                .toList();
    }

    void assertRefused(String language, Map<String, String> args, String artifact, String... words) {
        assertThatThrownBy(() -> plan(language, args, artifact)).hasMessageContainingAll(words);
    }

    ImagePlan plan(String language, Map<String, String> args, String artifact) {
        Source source = new Source(app, new CommitId("0123456789ab"), "0123", Instant.EPOCH, Optional.empty());
        BuildSpec build = new BuildSpec(
                new Recipe.Template(language),
                Optional.empty(),
                artifact.isEmpty() ? Optional.empty() : Optional.of(Path.of(artifact)),
                args,
                List.of());
        ImagePlanner planner = new ImagePlanner(
                templates,
                temp.resolve("stage"),
                name -> new BaseImage(name, ImageConfig.EMPTY, () -> new ImageFiles(name)),
                new KnownRoots(temp, List.of()));
        return (ImagePlan) planner.plan(new ImageRequest(
                new AppName("shop"), source, build, Map.of(language, "base"), "1", List.of(), Instant.EPOCH));
    }

    void file(String name, String text) {
        write(app.resolve(name), text);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
