package io.jenkins.plugins.paas.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.PaasException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandRunnerTest {
    private final ShellCommandRunner runner =
            new ShellCommandRunner(Map.of("PATH", System.getenv("PATH"), "GREETING", "hello"));
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void tellsEachLineOfBothStreams() {
        int exitCode = runner.run("echo one; echo two >&2", folder, lines::add);

        assertThat(exitCode).isZero();
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void givesTheExitCode() {
        assertThat(runner.run("exit 7", folder, lines::add)).isEqualTo(7);
    }

    @Test
    void runsInTheFolder() throws Exception {
        runner.run("pwd -P", folder, lines::add);

        assertThat(lines).containsExactly(folder.toRealPath().toString());
    }

    @Test
    void givesTheVariablesThatItWasMadeWithAndNoOthers() {
        runner.run("echo $GREETING ${HOME:-homeless}", folder, lines::add);

        assertThat(lines).containsExactly("hello homeless");
    }

    @Test
    void givesNothingToRead() {
        assertThat(runner.run("cat", folder, lines::add)).isZero();
    }

    @Test
    void endsTheCommandWhenInterrupted() throws Exception {
        PaasException failure = interrupted("echo $$; exec sleep 600");

        assertThat(failure.code()).isEqualTo("E_LEFT");
        assertThat(ProcessHandle.of(Long.parseLong(lines.get(0))).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void waitsForWhatTheCommandStartedToTidyUpThoughItsShellEndsAtOnce() throws Exception {
        interrupted("sh -c 'trap \"sleep 0.3; touch tidy; exit\" TERM; echo up; while :; do sleep 0.05; done'; true");

        assertThat(folder.resolve("tidy")).exists();
    }

    /** How a command fails that is interrupted after its first line. */
    private PaasException interrupted(String command) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<PaasException> failure = new AtomicReference<>();
        Thread caller = new Thread(() -> failure.set(catchThrowableOfType(
                PaasException.class,
                () -> runner.run(command, folder, line -> {
                    lines.add(line);
                    started.countDown();
                }))));
        caller.start();
        started.await();

        caller.interrupt();
        caller.join();
        return failure.get();
    }

    @Test
    void saysThatTheFolderIsMissing() {
        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> runner.run("true", folder.resolve("missing"), lines::add));

        assertThat(failure.code()).isEqualTo("E_NO_SHELL");
    }
}
