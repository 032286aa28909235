package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code bin/paas} with the jar that was built, as users start it: from a folder of theirs, in their surroundings. */
final class Launcher {
    private static final Path PAAS = Path.of("bin", "paas").toAbsolutePath();

    private final Path folder;
    private final Map<String, String> env = new HashMap<>();
    private String umask = "022";

    private Launcher(Path folder) {
        this.folder = folder;
    }

    /** For commands in this folder. */
    static Launcher in(Path folder) {
        // No archive of classes: it would be made in the background and outlive the test.
        Launcher launcher = new Launcher(folder).with("PAAS_CDS", "off");
        // The Maven that runs this build also builds the App, whatever else is on the PATH.
        String maven = System.getProperty("maven.home");
        return maven == null
                ? launcher
                : launcher.with("PATH", Path.of(maven, "bin") + File.pathSeparator + System.getenv("PATH"));
    }

    /** Sets an environment variable. */
    Launcher with(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    /** Sets which rights new files lack. */
    Launcher umask(String mask) {
        umask = mask;
        return this;
    }

    /** Runs a command. */
    Result paas(String... args) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "umask " + umask + " && exec \"$0\" \"$@\"", PAAS.toString()));
        command.addAll(List.of(args));
        try {
            Path err = Files.createTempFile("paas-", ".err");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
                builder.environment().putAll(env);
                Process process = builder.start();
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Result(process.waitFor(), out, Files.readString(err));
            } finally {
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
