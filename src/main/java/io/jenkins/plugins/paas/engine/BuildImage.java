package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.ImageBuilder.BuiltLayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes an App's image, or finds the one that was made from the same commit. */
public final class BuildImage {
    BuildImage(Ports ports, Session session) {}

    /**
     * What to build.
     *
     * @param platform base images, registries, and the cluster that numbers builds
     * @param target the App and the cluster that its tag names
     * @param folder the App's folder
     * @param output where the image goes
     * @param force build even if the commit was built before
     * @param commit find what was built from this commit (anything that Git resolves) and build nothing
     */
    public record Request(
            Platform platform, Target target, Path folder, Output output, boolean force, Optional<String> commit) {}

    /** Where an image goes. */
    public sealed interface Output {
        /** To the cluster's registry. */
        record ToRegistry() implements Output {}

        /**
         * To a tar file.
         *
         * @param file replaced when it is there
         */
        record ToTar(Path file) implements Output {}

        /**
         * To an OCI image layout.
         *
         * @param folder made when missing
         */
        record ToLayout(Path folder) implements Output {}
    }

    /**
     * The image.
     *
     * @param tag its tag
     * @param image repository, tag and digest
     * @param digest its digest
     * @param layers our own layers; empty when it was not built now
     * @param reused whether it was built before
     * @param took how long it took
     */
    public record Result(
            ImageTag tag, ImageRef image, Digest digest, List<BuiltLayer> layers, boolean reused, Duration took) {
        public Result {
            layers = List.copyOf(layers);
        }
    }

    /**
     * Builds or finds an image.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BUILD_FAILED} (the build command's exit code and last
     *     lines), {@code E_COMMIT_NOT_BUILT} (with what was built), and what planning, building, registry, version control
     *     and the cluster throw
     */
    public Result run(Request request) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
