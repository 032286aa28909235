package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.adapter.buildah.Tool.Command;
import io.jenkins.plugins.paas.adapter.buildah.Tool.Workplace;
import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.DockerfileBuilder;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.RegistryLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds by the first of buildah, BuildKit and Docker that is on the {@code PATH}, works and knows what the Dockerfile needs. */
public final class ToolBuilder implements DockerfileBuilder {
    private final Programs programs;
    private final RegistryLogins logins;
    private final List<Supplier<Optional<Tool>>> known;
    private final Map<Integer, Optional<Tool>> looked = new HashMap<>();

    /**
     * A builder.
     *
     * @param environment the process's environment variables, which the tool gets as well
     * @param logins how registries are reached
     */
    public ToolBuilder(Map<String, String> environment, RegistryLogins logins) {
        this.programs = new Programs(environment);
        this.known =
                List.of(() -> Buildah.find(programs), () -> BuildKit.find(programs), () -> DockerBuildx.find(programs));
        this.logins = logins;
    }

    @Override
    public Optional<String> tool(ContainerBuild build) {
        return find(build).map(Tool::words);
    }

    /** The first one that knows all that the Dockerfile has in it. */
    private synchronized Optional<Tool> find(ContainerBuild build) {
        List<Problem> unknown = List.of();
        for (int i = 0; i < known.size(); i++) {
            // A daemon that is not there may let its client wait, so none is asked before those in front of it.
            Optional<Tool> tool =
                    looked.computeIfAbsent(i, index -> known.get(index).get());
            List<Problem> problems = tool.map(each -> each.unknown(build)).orElse(List.of());
            if (tool.isPresent() && problems.isEmpty()) {
                return tool;
            }
            unknown = unknown.isEmpty() ? problems : unknown;
        }
        if (!unknown.isEmpty()) {
            throw new PaasException(Outcome.INVALID, unknown);
        }
        return Optional.empty();
    }

    @Override
    public Layout build(ContainerBuild build, EventSink events) {
        Tool tool = find(build).orElseThrow(() -> build.needed().get(0).refused());
        try {
            OwnFolder folder = OwnFolder.create();
            try {
                build(build, tool, folder, events);
                return folder;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_FILE_UNREADABLE",
                            tool.words() + " or a file that it needs cannot be used: " + e.getMessage(),
                            "check the rights on the folder for temporary files, and the space on the disk"),
                    e);
        }
    }

    private void build(ContainerBuild build, Tool tool, OwnFolder folder, EventSink events) throws IOException {
        Path access = Files.createDirectory(folder.root().resolve("access"));
        RegistryFiles registries = RegistryFiles.write(access, build.images(), logins);
        Workplace place = new Workplace(folder.root(), registries);
        Reading reading = tool.reading(build);
        ToolRun run = new ToolRun(programs, folder.root());
        for (Command command : tool.commands(build, place)) {
            int exitCode = run.run(numbered(command, place), line -> {
                events.emit(new Event.Output("build", line));
                synchronized (reading) {
                    reading.line(line);
                }
            });
            if (exitCode != 0) {
                synchronized (reading) {
                    throw failed(build, tool, reading, exitCode);
                }
            }
        }
        registries.forget();
    }

    /** With the number of the image that was made by now in it. */
    private static Command numbered(Command command, Workplace place) throws IOException {
        if (!command.words().contains(Tool.IMAGE)) {
            return command;
        }
        String number = Files.readString(place.number()).strip();
        List<String> words = command.words().stream()
                .map(word -> word.equals(Tool.IMAGE) ? number : word)
                .toList();
        return new Command(words, command.environment());
    }

    private static PaasException failed(ContainerBuild build, Tool tool, Reading reading, int exitCode) {
        List<String> last = reading.last();
        String said = last.isEmpty() ? "it printed nothing" : "its last lines:\n  " + String.join("\n  ", last);
        Optional<Problem> ofRun = reading.failed().map(run -> {
            String what = "RUN ended with exit code " + run.exitCode();
            return run.at()
                    .map(at -> Problem.at(at, "", "E_RUN_FAILED", what, said))
                    .orElseGet(() -> Problem.of("E_RUN_FAILED", build.name() + ": " + what, said));
        });
        return new PaasException(
                Outcome.UNEXPECTED,
                ofRun.orElseGet(() -> Problem.of(
                        "E_BUILDER_FAILED",
                        tool.words() + " ended with exit code " + exitCode + " while it built " + build.name(),
                        said + "\n" + tool.hint())));
    }
}
