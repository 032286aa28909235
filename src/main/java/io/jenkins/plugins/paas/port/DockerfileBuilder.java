package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.image.ContainerBuild;
import java.nio.file.Path;
import java.util.Optional;

/** Builds Dockerfiles that need {@code RUN}, by a tool that has containers. It pushes nothing. */
public interface DockerfileBuilder {
    /**
     * The tool that would be taken, with its version, such as {@code buildah 1.28.2}; nothing when none is there.
     *
     * @param build what it is to build
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_DOCKERFILE_UNSUPPORTED} when none of those that are there knows
     *     all that the Dockerfile has in it
     */
    Optional<String> tool(ContainerBuild build);

    /**
     * Builds an image. Interrupting the thread ends the tool and all that it started.
     *
     * @param build what is built
     * @param events told of what the tool prints
     * @return the image, to be closed by the caller
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_DOCKERFILE_RUN} when there is no tool, {@code
     *     E_DOCKERFILE_UNSUPPORTED}, {@code E_RUN_FAILED}
     *     when a command of the Dockerfile fails, {@code E_BUILDER_FAILED} when the tool does, {@code E_LEFT}
     */
    Layout build(ContainerBuild build, EventSink events);

    /**
     * An image as an OCI image layout; closing it deletes it.
     *
     * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
     */
    interface Layout extends AutoCloseable {
        /** Where it lies. */
        Path folder();

        @Override
        void close();
    }
}
