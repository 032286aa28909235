package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.adapter.buildah.Tool.Command;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One command of a tool, run to its end or until we are told to stop. */
final class ToolRun {
    private final Programs programs;
    private final Path folder;

    ToolRun(Programs programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** Its exit code. */
    int run(Command command, Consumer<String> onLine) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words()).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(programs.environment());
        builder.environment().putAll(command.environment());
        try {
            return ChildProcess.run(builder, onLine);
        } catch (InterruptedException e) {
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
}
