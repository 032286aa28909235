package io.jenkins.plugins.paas.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program that runs to its end or until we are told to stop, and that leaves nothing running behind us. */
public final class ChildProcess {
    /** A process left in the background may hold the output open for ever; nobody waits for it longer than this. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** Build tools take down mounts and working folders meanwhile. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ChildProcess() {}

    /**
     * Runs it with nothing on standard input, its errors among its output.
     *
     * @param onLine takes each line of output (UTF-8) as it comes, on another thread
     * @return its exit code
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread was interrupted; the program and all that it started have ended then
     */
    public static int run(ProcessBuilder builder, Consumer<String> onLine) throws IOException, InterruptedException {
        Process process = builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(() -> forward(process, onLine), "program-output");
        reader.setDaemon(true);
        reader.start();
        try {
            int exitCode = process.waitFor();
            reader.join(LAST_WORDS.toMillis());
            return exitCode;
        } catch (InterruptedException e) {
            end(process);
            throw e;
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

    /**
     * The program and its children, politely first, so that they can clean up. A shell ends at once and leaves its children
     * to it, and these may be of sessions of their own: all of them are waited for.
     */
    private static void end(Process process) {
        List<ProcessHandle> family = Stream.concat(
                        Stream.of(process.toHandle()), process.toHandle().descendants())
                .toList();
        family.forEach(ProcessHandle::destroy);
        await(family, GRACE);
        family.forEach(ProcessHandle::destroyForcibly);
        await(family, LAST_WORDS);
    }

    /** Java asks for processes that are not its own children only three times a second. */
    private static void await(List<ProcessHandle> family, Duration limit) {
        long begun = System.nanoTime();
        try {
            while (family.stream().anyMatch(ChildProcess::runs) && System.nanoTime() - begun < limit.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that has ended but was not taken note of by process 1, which may never do that, is there without a command. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
