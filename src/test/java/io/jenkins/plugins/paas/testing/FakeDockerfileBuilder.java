package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.DockerfileBuilder;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs nothing: a layout holds the Dockerfile's text. A file that says {@code RUN false} fails. */
public final class FakeDockerfileBuilder implements DockerfileBuilder {
    private final Optional<String> tool;
    private final List<ContainerBuild> built = new ArrayList<>();

    public FakeDockerfileBuilder(Optional<String> tool) {
        this.tool = tool;
    }

    /** What was built, in order. */
    public synchronized List<ContainerBuild> built() {
        return List.copyOf(built);
    }

    @Override
    public Optional<String> tool(ContainerBuild build) {
        return tool;
    }

    @Override
    public synchronized Layout build(ContainerBuild build, EventSink events) {
        try {
            String text = Files.readString(build.file());
            events.emit(new Event.Output("build", "STEP"));
            if (text.contains("RUN false")) {
                throw new PaasException(
                        Outcome.UNEXPECTED,
                        Problem.at(build.needed().get(0).at(), "", "E_RUN_FAILED", "RUN ended with exit code 1", ""));
            }
            Path folder = Files.createTempDirectory("fake-layout-");
            Files.writeString(folder.resolve("index.json"), text);
            built.add(build);
            return new Layout() {
                @Override
                public Path folder() {
                    return folder;
                }

                @Override
                public void close() {
                    try {
                        Files.delete(folder.resolve("index.json"));
                        Files.delete(folder);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
