package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which a platform team keeps its base images: one folder each, with a Dockerfile.
 *
 * @param folder it
 */
public record BaseFolder(Path folder) {
    private static final String DOCKERFILE = "Dockerfile";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

    /**
     * A base image of the platform.
     *
     * @param name such as {@code java}, or {@code java-batch} for a class of business
     * @param used the image that Apps build on now, as the platform names it
     */
    public record Base(String name, Optional<String> used) {}

    /** All of them, sorted. */
    public List<Base> all(Platform platform) {
        return names().stream()
                .map(name ->
                        new Base(name, Optional.ofNullable(platform.baseImages().get(name))))
                .toList();
    }

    /**
     * The folder of a base image.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BASE_UNKNOWN}
     */
    Path of(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            String there = names.isEmpty() ? "there is none yet" : "there are " + String.join(", ", names);
            throw Failures.invalid(
                    "E_BASE_UNKNOWN",
                    "there is no base image '" + name + "' in " + folder,
                    there + "; each is a folder of a-z, 0-9 and '-' with a Dockerfile; --folder names another place");
        }
        return folder.resolve(name);
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(DOCKERFILE)))
                    .map(child -> child.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Failures.invalid(
                    "E_FILE_UNREADABLE", folder + " cannot be read: " + e.getMessage(), "check its rights");
        }
    }
}
