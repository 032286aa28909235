package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.adapter.buildah.Tool.Command;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One command of a tool, run to its end or until we are told to stop. */
final class ToolRun {
    /** A process left in the background may hold the output open for ever; nobody waits for it longer than this. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** The tool takes down mounts and its working container meanwhile. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Programs programs;
    private final Path folder;

    ToolRun(Programs programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** Its exit code. */
    int run(Command command, Consumer<String> onLine) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(programs.environment());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        Thread reader = new Thread(() -> forward(process, onLine), "builder-output");
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
                    Problem.of(
                            "E_LEFT",
                            "we were told to stop while "
                                    + Path.of(command.words().get(0)).getFileName() + " built the image",
                            "run the command again"),
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

    /** The steps of a build are processes of their own sessions: whoever ends the tool alone leaves them behind. */
    private static void end(Process process) {
        List<ProcessHandle> family = process.toHandle().descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
