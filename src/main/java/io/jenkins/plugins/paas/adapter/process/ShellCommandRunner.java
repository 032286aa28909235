package io.jenkins.plugins.paas.adapter.process;

import io.jenkins.plugins.paas.port.CommandRunner;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Runs commands by {@code sh -c}. */
public final class ShellCommandRunner implements CommandRunner {
    @Override
    public int run(String command, Path folder, Consumer<String> onLine) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
