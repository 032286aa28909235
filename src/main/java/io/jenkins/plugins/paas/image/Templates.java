package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the Dockerfile template of a language is looked up: in the folders of a platform or team first, then in our own. */
public final class Templates {
    private static final String RESOURCES = "/templates/dockerfiles/";
    private static final String DOCKERFILE = "Dockerfile";
    private static final String SETTINGS = "template.yaml";

    /** Those of our own; a class path cannot be listed. */
    private static final List<String> BUNDLED = List.of("java");

    private final List<Path> folders;

    private Templates(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The templates that come with the program. */
    public static Templates bundled() {
        return new Templates(List.of());
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
        if (!names().contains(name)) {
            throw Failures.of(
                    "E_TEMPLATE_UNKNOWN",
                    "there is no template '" + name + "'",
                    Nearest.to(name, names())
                                    .map(near -> "did you mean '" + near + "'? ")
                                    .orElse("")
                            + "Templates: " + String.join(", ", names())
                            + "; for another language write a Dockerfile and name it with 'dockerfile:'");
        }
        for (Path folder : folders) {
            Path template = folder.resolve(name);
            if (Files.isRegularFile(template.resolve(DOCKERFILE))) {
                return TemplateReader.read(
                        name,
                        text(template.resolve(SETTINGS)).orElse(""),
                        text(template.resolve(DOCKERFILE)).orElse(""));
            }
        }
        return TemplateReader.read(name, resource(name + "/" + SETTINGS), resource(name + "/" + DOCKERFILE));
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
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
