package io.jenkins.plugins.paas.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image consists of: a base, layers in order, and the settings laid over those of the base.
 *
 * @param base the image that it starts from, as written; nothing for {@code FROM scratch}
 * @param layers from the one that changes least to the one that changes most
 * @param env environment variables added or replaced, in order
 * @param labels labels added or replaced
 * @param workdir {@code WorkingDir}; nothing keeps the base's
 * @param user {@code User}; nothing keeps the base's
 * @param entrypoint {@code Entrypoint}; nothing keeps the base's
 * @param command {@code Cmd}; nothing keeps the base's, unless {@code entrypoint} is given, which clears it
 * @param ports {@code ExposedPorts} added, such as {@code 8080/tcp}
 * @param volumes {@code Volumes} added
 * @param created the image's time; its files have one fixed time, or every commit would move every layer
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration</a>
 */
public record ImagePlan(
        Optional<String> base,
        List<Layer> layers,
        Map<String, String> env,
        Map<String, String> labels,
        Optional<String> workdir,
        Optional<String> user,
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        List<String> ports,
        List<String> volumes,
        Instant created) {
    public ImagePlan {
        layers = List.copyOf(layers);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        entrypoint = entrypoint.map(List::copyOf);
        command = command.map(List::copyOf);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
    }

    /**
     * A layer.
     *
     * @param name for people, such as {@code classes}
     * @param entries its files and folders, sorted by target, so that parents come first
     */
    public record Layer(String name, List<Entry> entries) {
        public Layer {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A file or folder in a layer.
     *
     * @param source the file to take the content from
     * @param target absolute path in the image, with {@code /} between names
     * @param mode permission bits, 0 to 07777 (octal)
     * @param owner {@code uid[:gid]} or {@code user[:group]}; empty for root
     * @param modified its time in the image
     */
    public record Entry(Path source, String target, int mode, String owner, Instant modified) {}
}
