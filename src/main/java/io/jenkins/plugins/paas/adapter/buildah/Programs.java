package io.jenkins.plugins.paas.adapter.buildah;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The programs of one environment.
 *
 * @param environment its variables, {@code PATH} among them; programs are started with these and no others
 */
record Programs(Map<String, String> environment) {
    /** A daemon that is not there may let its client wait for long. */
    private static final int LONGEST_SECONDS = 20;

    Programs {
        environment = Map.copyOf(environment);
    }

    Optional<Path> find(String name) {
        String folders = environment.getOrDefault("PATH", "");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            Path file = Path.of(folder).resolve(name);
            // A relative folder of the PATH would take a program out of whatever folder we are called in.
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The first line that a short command prints; nothing when it does not end well. */
    Optional<String> says(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Path said = Files.createTempFile("paas-said-", "");
            try {
                Process process = builder.redirectOutput(said.toFile()).start();
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return process.exitValue() == 0
                        ? Optional.of(Files.readString(said).lines().findFirst().orElse(""))
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
