package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real BuildKit, its daemon with a storage of its own; the sandbox builds both programs. */
public final class BuildKitDaemon implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path programs;
    private final Path folder;
    private final Process daemon;

    private BuildKitDaemon(Path programs, Path folder, Process daemon) {
        this.programs = programs;
        this.folder = folder;
        this.daemon = daemon;
    }

    /** The folder of {@code buildctl} and {@code buildkitd}, where the sandbox has built them. */
    public static Optional<Path> programs() {
        return Optional.ofNullable(System.getenv("PAAS_BUILDKIT")).map(Path::of);
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param programs the folder of its programs
     */
    public static BuildKitDaemon in(Path folder, Path programs) throws IOException, InterruptedException {
        Path storage = Files.createDirectories(folder.resolve("buildkit"));
        Process process = new ProcessBuilder(
                        programs.resolve("buildkitd").toString(),
                        "--root=" + storage,
                        "--addr=" + address(folder),
                        "--otel-socket-path=" + storage.resolve("otel.sock"),
                        "--oci-worker=true",
                        "--oci-worker-snapshotter=native",
                        "--oci-worker-net=host",
                        "--containerd-worker=false")
                .redirectErrorStream(true)
                .redirectOutput(storage.resolve("log").toFile())
                .start();
        BuildKitDaemon daemon = new BuildKitDaemon(programs, folder, process);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (daemon.client(List.of("debug", "workers"), storage.resolve("workers")) != 0) {
            if (!process.isAlive() || System.nanoTime() > end) {
                daemon.close();
                throw new IOException("BuildKit did not start: " + Files.readString(storage.resolve("log")));
            }
        }
        return daemon;
    }

    private static String address(Path folder) {
        return "unix://" + folder.resolve("buildkit/buildkitd.sock");
    }

    /** What a client needs to find it. */
    public Map<String, String> environment() {
        return Map.of("BUILDKIT_HOST", address(folder));
    }

    /**
     * Runs {@code buildctl}.
     *
     * @param said the file that takes what it prints
     * @return its exit code
     */
    public int client(List<String> words, Path said) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("buildctl").toString()));
        command.addAll(words);
        ProcessBuilder client =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        client.environment().putAll(environment());
        return client.start().waitFor();
    }

    @Override
    public void close() {
        daemon.destroy();
        try {
            if (!daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
        } catch (InterruptedException e) {
            daemon.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
