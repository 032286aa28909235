package io.jenkins.plugins.paas.port;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Runs a command that the App's owner wrote. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs a shell command to its end. Interrupting the thread ends the command and all that it started.
     *
     * @param command as a shell takes it
     * @param folder where it runs
     * @param onLine told of each line that it prints, on standard output or standard error, as it comes
     * @return its exit code, 0 to 255
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_SHELL} when no shell can be started
     */
    int run(String command, Path folder, Consumer<String> onLine);
}
