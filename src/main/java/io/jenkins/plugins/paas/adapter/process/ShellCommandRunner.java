package io.jenkins.plugins.paas.adapter.process;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.CommandRunner;
import io.jenkins.plugins.paas.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Runs commands by {@code sh -c}, with nothing on standard input. */
public final class ShellCommandRunner implements CommandRunner {
    private final Map<String, String> environment;

    /** For commands that see these variables and no others. */
    public ShellCommandRunner(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int run(String command, Path folder, Consumer<String> onLine) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return ChildProcess.run(builder, onLine);
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_NO_SHELL",
                            "'sh' cannot be started in " + folder + ": " + e.getMessage(),
                            "see that 'sh' is on the PATH and that the folder is there"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of("E_LEFT", "we were told to stop while '" + command + "' ran", "run the command again"),
                    e);
        }
    }
}
