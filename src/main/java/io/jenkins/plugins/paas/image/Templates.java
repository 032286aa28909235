package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.TemplateReader.TemplateSource;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the Dockerfile template of a language is looked up: in the folders of a platform or team first, then in our own. */
public final class Templates {
    private static final String RESOURCES = "/templates/dockerfiles/";
    static final String DOCKERFILE = "Dockerfile";
    static final String SETTINGS = "template.yaml";

    /** Those of our own; a class path cannot be listed. */
    private static final List<String> BUNDLED = List.of("cpp", "go", "java", "node", "php", "static");

    /** What ours are called elsewhere. */
    private static final Map<String, String> ALSO_CALLED = Map.of(
            "nodejs", "node",
            "javascript", "node",
            "typescript", "node",
            "golang", "go",
            "c", "cpp",
            "cxx", "cpp",
            "kotlin", "java",
            "html", "static",
            "nginx", "static");

    private final List<Path> folders;

    private Templates(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The templates that come with the program. */
    public static Templates bundled() {
        return new Templates(List.of());
    }

    /** All that Apps of a platform can have. */
    public static Templates of(Platform platform) {
        return platform.templates().map(folder -> bundled().under(folder)).orElse(bundled());
    }

    /**
     * These templates, with those of a folder laid over them.
     *
     * @param folder has one folder per template, each with a {@code Dockerfile} and a {@code template.yaml}
     */
    public Templates under(Path folder) {
        List<Path> all = new ArrayList<>();
        all.add(folder);
        all.addAll(folders);
        return new Templates(all);
    }

    /** The names of all templates, sorted. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(BUNDLED);
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw Failures.of(
                        "E_FILE_MISSING",
                        "there is no folder " + folder + ", which platform.yaml names under 'templates'",
                        "check the path; it is seen from the folder of platform.yaml");
            }
            try (Stream<Path> children = Files.list(folder)) {
                children.filter(child -> Files.isRegularFile(child.resolve(DOCKERFILE)))
                        .forEach(child -> names.add(child.getFileName().toString()));
            } catch (IOException e) {
                throw Failures.unreadable(folder, e);
            }
        }
        return List.copyOf(names);
    }

    /**
     * A template.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_TEMPLATE_UNKNOWN}, {@code E_TEMPLATE_INVALID}
     */
    public Template get(String name) {
        return get(name, Optional.empty());
    }

    /** The same for a name that stands somewhere. */
    Template get(String name, Optional<Location> at) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new PaasException(
                    Outcome.INVALID,
                    new Problem(
                            "E_TEMPLATE_UNKNOWN",
                            at,
                            at.map(place -> "language").orElse(""),
                            "there is no template '" + name + "'",
                            Nearest.to(ALSO_CALLED.getOrDefault(name, name), names)
                                            .map(near -> "did you mean '" + near + "'? ")
                                            .orElse("")
                                    + "Templates: " + String.join(", ", names)
                                    + "; for another language write a Dockerfile and name it with 'dockerfile:'"));
        }
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(folder -> Files.isRegularFile(folder.resolve(DOCKERFILE)))
                .findFirst()
                .map(folder -> TemplateReader.read(
                        new TemplateSource(name, Optional.of(folder), file -> text(folder.resolve(file)))))
                .orElseGet(() -> TemplateReader.read(
                        new TemplateSource(name, Optional.empty(), file -> Optional.of(resource(name + "/" + file)))));
    }

    /**
     * Checks what an App says of its template, without looking at its files.
     *
     * @param build how the image is made
     * @param baseImages the platform's base image of each language
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link #get} and {@link Template#values}
     */
    public void check(BuildSpec build, Map<String, String> baseImages) {
        if (build.recipe() instanceof BuildSpec.Recipe.Template template) {
            get(template.language(), build.place("language"))
                    .values(build, Optional.ofNullable(baseImages.get(template.language())));
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    private static String resource(String path) {
        try (InputStream content = Templates.class.getResourceAsStream(RESOURCES + path)) {
            if (content == null) {
                throw new IllegalStateException("the program was packed without its template " + path);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(path), e);
        }
    }
}
