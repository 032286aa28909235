package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.BuiltImages.Found;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageBuilder.BuiltLayer;
import io.jenkins.plugins.paas.port.ImageContents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes an App's image, or finds the one that was made from the same commit. */
public final class BuildImage {
    private final Ports ports;
    private final Session session;

    BuildImage(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

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
     * @param tag its tag with its number; nothing when it went to a file, which takes no number
     * @param image repository, tag and digest; of a file the tag is the commit
     * @param digest its digest
     * @param layers our own layers; empty when it was not built now, or by another tool
     * @param builder what made it: {@code paas}, or a tool such as {@code buildah 1.28.2}; nothing when it was not built now
     * @param reused whether it was built before
     * @param took how long it took
     */
    public record Result(
            Optional<ImageTag> tag,
            ImageRef image,
            Digest digest,
            List<BuiltLayer> layers,
            Optional<String> builder,
            boolean reused,
            Duration took) {
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
        session.warnOfWhatIsNotYet(request.platform());
        return run(request, Optional.empty());
    }

    /** Builds or finds an image, over a connection to the target's cluster that is open already. */
    Result run(Request request, Optional<Connection> open) {
        Instant began = session.clock().instant();
        if (request.commit().isPresent()) {
            CommitId commit =
                    ports.source().resolve(request.folder(), request.commit().get());
            return reused(request, required(request, commit), open, began);
        }
        Source source = ports.source().inspect(request.folder());
        Optional<Found> found = found(request, source);
        if (found.isPresent()) {
            session.events().emit(new Event.Noted("commit " + source.commit() + " is built already"));
            return reused(request, found.get(), open, began);
        }
        if (source.commit().dirty()) {
            session.events()
                    .emit(new Event.Warned(
                            "W_DIRTY",
                            "the working tree differs from its commit; the image is tagged '" + source.commit()
                                    + "' and nobody can build it again"));
        }
        return new ImageAssembly(ports, session, request, source).run(open, began);
    }

    /** What would be taken without building; changes nothing. */
    Optional<Found> find(Request request) {
        if (request.commit().isPresent()) {
            return Optional.of(required(
                    request,
                    ports.source().resolve(request.folder(), request.commit().get())));
        }
        return found(request, ports.source().inspect(request.folder()));
    }

    private Optional<Found> found(Request request, Source source) {
        // A file is asked for because somebody wants that file; only a registry remembers what it has.
        boolean mayReuse = request.output() instanceof Output.ToRegistry
                && !request.force()
                && !source.commit().dirty();
        return mayReuse ? built(request).of(source.commit()) : Optional.empty();
    }

    private Found required(Request request, CommitId commit) {
        BuiltImages built = built(request);
        return built.of(commit)
                .orElseThrow(() -> Failures.invalid(
                        "E_COMMIT_NOT_BUILT",
                        "no image of " + request.target().app().name() + " was built from commit " + commit,
                        built.newest()));
    }

    private BuiltImages built(Request request) {
        return new BuiltImages(ports.registry().get(), request.platform(), request.target(), session.events());
    }

    /** The image under the target's own name: promoting to another cluster tags the same digest and rebuilds nothing. */
    private Result reused(Request request, Found found, Optional<Connection> open, Instant began) {
        new ImageGate(ports, session, request.platform(), request.target(), request.folder())
                .pass(new ImageContents.Source.InRegistry(found.image()), open);
        ImageTag tag = found.tag().forCluster(request.target().cluster().id());
        ImageRef named = ImageRef.tagged(request.target().repository(), tag.toString());
        if (!named.pinned(found.digest()).equals(found.image())) {
            new OwnImages(ports.registry().get(), request.target().app().team()).requireFree(named);
            ports.registry().get().copy(found.image(), named, session.events());
            session.events().emit(new Event.Noted(found.image() + " is now known as " + named));
        }
        return new Result(
                Optional.of(tag),
                named.pinned(found.digest()),
                found.digest(),
                List.of(),
                Optional.empty(),
                true,
                Duration.between(began, session.clock().instant()));
    }
}
