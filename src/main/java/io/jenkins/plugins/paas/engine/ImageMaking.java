package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImageWork;
import io.jenkins.plugins.paas.image.RunLine;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.DockerfileBuilder;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.ImageBuilder;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.port.ImageContents;
import java.util.List;
import java.util.Optional;

/**
 * The way in which an image is made.
 *
 * @param work what is made
 * @param tool what makes it; nothing where we do it ourselves
 */
record ImageMaking(ImageWork work, Optional<Tool> tool) {
    private static final String OURSELVES = "paas";

    /**
     * A tool with containers.
     *
     * @param words its name and version, such as {@code buildah 1.28.2}
     */
    record Tool(String words, DockerfileBuilder builder) {}

    /** What is left to do once all that may fail because of the App's own files is done. */
    interface Ready extends AutoCloseable {
        Built deliver(Destination destination);

        /** Where it can be looked into before. */
        ImageContents.Source source(String name);

        @Override
        void close();
    }

    /**
     * Chooses the way, and tells of it when it is not the usual one; and what the App's people should know.
     *
     * @throws PaasException {@code E_DOCKERFILE_RUN} for each line that needs a container where no tool is there, {@code
     *     E_DOCKERFILE_UNSUPPORTED} for each that the tool does not know
     */
    static ImageMaking of(ImageWork work, Ports ports, EventSink events) {
        work.notes().forEach(note -> events.emit(new Event.Warned(note.code(), note.text())));
        if (!(work instanceof ContainerBuild build)) {
            return new ImageMaking(work, Optional.empty());
        }
        DockerfileBuilder builder = ports.containers().get();
        String words = builder.tool(build).orElseThrow(() -> refused(build));
        RunLine first = build.needed().get(0);
        events.emit(new Event.Noted(words + " builds the image, since " + first.at() + " needs RUN"));
        return new ImageMaking(build, Optional.of(new Tool(words, builder)));
    }

    private static PaasException refused(ContainerBuild build) {
        List<Problem> problems = build.needed().stream()
                .flatMap(run -> run.refused().problems().stream())
                .toList();
        return new PaasException(Outcome.INVALID, problems);
    }

    /** For records: the tool, or ourselves. */
    String builder() {
        return tool.map(Tool::words).orElse(OURSELVES);
    }

    /** Runs the commands, where there are some. */
    Ready ready(Ports ports, EventSink events) {
        if (work instanceof ImagePlan plan) {
            return new Assembling(plan, ports, events);
        }
        ContainerBuild build = (ContainerBuild) work;
        DockerfileBuilder.Layout made = tool.orElseThrow().builder().build(build, events);
        try {
            ImageBuilder images = ports.builder().get();
            images.finish(made.folder(), ports.planner().get().finish(build, images.open(made.folder())));
            return new Delivering(made, ports, events);
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private record Assembling(ImagePlan plan, Ports ports, EventSink events) implements Ready {
        @Override
        public Built deliver(Destination destination) {
            return ports.builder().get().build(plan, destination, events);
        }

        @Override
        public ImageContents.Source source(String name) {
            return new ImageContents.Source.Planned(plan, name);
        }

        @Override
        public void close() {
            // What a plan needs lies in a cache, for the next build as well.
        }
    }

    private record Delivering(DockerfileBuilder.Layout made, Ports ports, EventSink events) implements Ready {
        @Override
        public Built deliver(Destination destination) {
            return ports.builder().get().deliver(made.folder(), destination, events);
        }

        @Override
        public ImageContents.Source source(String name) {
            return new ImageContents.Source.InLayout(made.folder(), name);
        }

        @Override
        public void close() {
            made.close();
        }
    }
}
