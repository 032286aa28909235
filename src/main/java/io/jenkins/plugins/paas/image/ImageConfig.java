package io.jenkins.plugins.paas.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an image, as a whole: those of its base are in it.
 *
 * @param env environment variables, in order
 * @param labels labels, in order
 * @param workdir {@code WorkingDir}
 * @param user {@code User}
 * @param entrypoint {@code Entrypoint}
 * @param command {@code Cmd}
 * @param ports {@code ExposedPorts}, such as {@code 8080/tcp}
 * @param volumes {@code Volumes}
 * @param stopSignal {@code StopSignal}
 * @param healthcheck {@code Healthcheck}
 * @param shell {@code Shell}, which shell forms are given to
 * @param onBuild {@code OnBuild}, instructions for images that are built on this one
 * @param author who keeps it
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration</a>
 */
public record ImageConfig(
        Map<String, String> env,
        Map<String, String> labels,
        Optional<String> workdir,
        Optional<String> user,
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        List<String> ports,
        List<String> volumes,
        Optional<String> stopSignal,
        Optional<Healthcheck> healthcheck,
        Optional<List<String>> shell,
        List<String> onBuild,
        Optional<String> author) {
    /** That of an image that sets nothing. */
    public static final ImageConfig EMPTY = new ImageConfig(
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    public ImageConfig {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        entrypoint = entrypoint.map(List::copyOf);
        command = command.map(List::copyOf);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
        shell = shell.map(List::copyOf);
        onBuild = List.copyOf(onBuild);
    }

    /** The same with another entry point. */
    ImageConfig startedBy(List<String> other) {
        return with(env, labels, Optional.of(other));
    }

    /** The same with other variables. */
    ImageConfig seeing(Map<String, String> other) {
        return with(other, labels, entrypoint);
    }

    /** The same with other labels. */
    ImageConfig labelled(Map<String, String> other) {
        return with(env, other, entrypoint);
    }

    private ImageConfig with(Map<String, String> env, Map<String, String> labels, Optional<List<String>> entrypoint) {
        return new ImageConfig(
                env,
                labels,
                workdir,
                user,
                entrypoint,
                command,
                ports,
                volumes,
                stopSignal,
                healthcheck,
                shell,
                onBuild,
                author);
    }
}
