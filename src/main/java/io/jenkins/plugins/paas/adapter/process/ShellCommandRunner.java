package io.jenkins.plugins.paas.adapter.process;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.CommandRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs commands by {@code sh -c}, with the environment of this process and nothing on standard input. */
public final class ShellCommandRunner implements CommandRunner {
    /** A program left in the background may hold its output open for ever; nobody waits for it longer than this. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public int run(String command, Path folder, Consumer<String> onLine) {
        Process process = start(command, folder);
        Thread reader = new Thread(() -> forward(process, onLine), "build-output");
        reader.setDaemon(true);
        reader.start();
        try {
            int exitCode = process.waitFor();
            reader.join(LAST_WORDS.toMillis());
            return exitCode;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of("E_LEFT", "we were told to stop while '" + command + "' ran", "run the command again"),
                    e);
        }
    }

    private static Process start(String command, Path folder) {
        try {
            return new ProcessBuilder("sh", "-c", command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_NO_SHELL",
                            "'sh' cannot be started in " + folder + ": " + e.getMessage(),
                            "see that 'sh' is on the PATH and that the folder is there"),
                    e);
        }
    }

    private static void forward(Process process, Consumer<String> onLine) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(onLine);
        } catch (IOException | UncheckedIOException e) {
            // The process was ended and its output closed under our hands; its exit code tells the rest.
            onLine.accept("(output ended: " + e.getMessage() + ")");
        }
    }

    /** Ends the shell and all that it started: politely first, since build tools clean up after themselves. */
    private static void end(Process process) {
        var family = process.toHandle().descendants().toList();
        family.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
