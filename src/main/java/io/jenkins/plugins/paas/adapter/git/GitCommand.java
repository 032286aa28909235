package io.jenkins.plugins.paas.adapter.git;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A run of the {@code git} program. */
final class GitCommand {
    private static final int LONGEST_SECONDS = 60;

    /** More is not read: of a long list of changes the first is enough. In bytes. */
    private static final int MOST = 1 << 16;

    private final Process process;
    private final CompletableFuture<String> output;
    private final CompletableFuture<String> errors;

    /**
     * What it said.
     *
     * @param status its exit status, 0 for success
     * @param output what it printed, without the line end
     * @param errors what it complained about
     */
    record Answer(int status, String output, String errors) {
        boolean ok() {
            return status == 0;
        }
    }

    private GitCommand(Process process) {
        this.process = process;
        this.output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        this.errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    }

    /** Starts it; several may run side by side. */
    static GitCommand start(String program, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                program,
                // Takes no lock, so that it works in a read-only checkout and disturbs nobody.
                "--no-optional-locks",
                "-c",
                "core.fsmonitor=false",
                "-C",
                folder.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // A Git hook that called us has set these, and they would name another repository.
        List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX").forEach(builder.environment()::remove);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new GitCommand(process);
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_GIT_MISSING",
                            "the program '" + program + "' cannot be started",
                            "install Git; the commit names the image"),
                    e);
        }
    }

    Answer await() {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new PaasException(
                        Outcome.TIMED_OUT,
                        Problem.of(
                                "E_GIT_FAILED",
                                "git gave no answer within " + LONGEST_SECONDS + " s",
                                "run 'git status' by hand and see what holds it up"));
            }
            return new Answer(
                    process.exitValue(), output.join().strip(), errors.join().strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of("E_INTERRUPTED", "waiting for git was interrupted", "run the command again"),
                    e);
        } finally {
            process.destroy();
        }
    }

    private static String text(InputStream stream) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 13];
        try (stream) {
            for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
                if (text.size() < MOST) {
                    text.write(piece, 0, read);
                }
            }
        } catch (IOException e) {
            // The program ended; its status tells whether what was read is all.
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
