package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.image.ImageRequest;
import io.jenkins.plugins.paas.image.ImageWork;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds an image anew: the App's own command, a plan, a number, the image, a record. */
final class ImageAssembly {
    private static final int LAST_LINES = 20;

    private final Ports ports;
    private final Session session;
    private final BuildImage.Request request;
    private final Target target;
    private final Source source;

    ImageAssembly(Ports ports, Session session, BuildImage.Request request, Source source) {
        this.ports = ports;
        this.session = session;
        this.request = request;
        this.target = request.target();
        this.source = source;
    }

    BuildImage.Result run(Optional<Connection> open, Instant began) {
        if (!(request.output() instanceof BuildImage.Output.ToRegistry)) {
            return toFile(began);
        }
        try (StoreCluster store = StoreCluster.open(ports.clusters(), request.platform(), target, open)) {
            // Reaching the cluster takes as long as many a build. A number is taken only once all commands and
            // the plan are well, so that a mistake changes nothing in the cluster.
            Prepared prepared = Together.both(() -> store.connection().whoAmI(), this::prepare, Prepared::new);
            return make(prepared, store, began);
        }
    }

    private BuildImage.Result make(Prepared prepared, StoreCluster store, Instant began) {
        String what = "building the image";
        Instant start = session.clock().instant();
        session.events().emit(new Event.Started(what));
        ImageMaking making = prepared.making();
        try (ImageMaking.Ready ready = making.ready(ports, session.events())) {
            gate().pass(ready.source("the image of " + target.app().name()), store);
            ImageTag tag = new ImageTag(store.next(), target.cluster().id(), source.commit());
            // Its counter may have given the number to an image of the same commit.
            new OwnImages(ports.registry().get(), target.app().team())
                    .requireFree(ImageRef.tagged(target.repository(), tag.toString()));
            Built built = ready.deliver(destination(tag.toString()));
            session.events().emit(new Event.Finished(what, built.image().toString(), since(start)));
            new Trail(store.connection(), store.place(), session.actor(prepared.caller()), session)
                    .add(Action.BUILD, Optional.empty(), "built", details(tag, built, making));
            new Mirroring(ports, session, request.platform(), target)
                    .afterPush(built.image(), store, prepared.caller());
            return result(Optional.of(tag), built, making, began);
        }
    }

    /** Whoever wants a file wants to look at it, or has no cluster there: nothing but the file is touched. */
    private BuildImage.Result toFile(Instant began) {
        ImageMaking making = prepare();
        String what = "building the image";
        Instant start = session.clock().instant();
        session.events().emit(new Event.Started(what));
        try (ImageMaking.Ready ready = making.ready(ports, session.events())) {
            gate().pass(ready.source("the image of " + target.app().name()));
            Built built = ready.deliver(destination(source.commit().toString()));
            session.events().emit(new Event.Finished(what, built.image().toString(), since(start)));
            return result(Optional.empty(), built, making, began);
        }
    }

    private ImageGate gate() {
        return new ImageGate(ports, session, request.platform(), target, request.folder());
    }

    private BuildImage.Result result(Optional<ImageTag> tag, Built built, ImageMaking making, Instant began) {
        return new BuildImage.Result(
                tag, built.image(), built.digest(), built.layers(), Optional.of(making.builder()), false, since(began));
    }

    private record Prepared(Actor.Identity caller, ImageMaking making) {}

    private ImageMaking prepare() {
        if (request.output() instanceof BuildImage.Output.ToRegistry) {
            // Before a build of minutes, not after it.
            ports.registry().get().check(target.repository());
        }
        runCommand();
        // The command may have fetched it.
        ports.source()
                .unfetched(request.folder())
                .forEach(words -> session.events().emit(new Event.Warned("W_NOT_FETCHED", words)));
        ImageWork work = ports.planner()
                .get()
                .plan(new ImageRequest(
                        target.app().name(),
                        Optional.of(target.app().team()),
                        source,
                        target.app().source(),
                        request.platform().baseImages(),
                        // Not the tag: its number would give every rebuild of a commit another digest.
                        source.commit().toString(),
                        request.platform().zones(),
                        session.clock().instant()));
        return ImageMaking.of(work, ports, session.events());
    }

    private void runCommand() {
        Optional<String> command = target.app().source().command();
        if (command.isEmpty()) {
            return;
        }
        String what = "running '" + command.get() + "'";
        Instant began = session.clock().instant();
        session.events().emit(new Event.Started(what));
        Deque<String> last = new ArrayDeque<>();
        int exitCode = ports.commands().run(command.get(), request.folder(), line -> {
            session.events().emit(new Event.Output("build", line));
            synchronized (last) {
                last.addLast(line);
                if (last.size() > LAST_LINES) {
                    last.removeFirst();
                }
            }
        });
        if (exitCode != 0) {
            List<String> lines;
            synchronized (last) {
                lines = List.copyOf(last);
            }
            throw failed(command.get(), exitCode, lines);
        }
        session.events().emit(new Event.Finished(what, "exit code 0", since(began)));
    }

    private static PaasException failed(String command, int exitCode, List<String> last) {
        String said = last.isEmpty() ? "it printed nothing" : "its last lines:\n  " + String.join("\n  ", last);
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_BUILD_FAILED",
                        "the build command '" + command + "' ended with exit code " + exitCode,
                        said));
    }

    private Destination destination(String tag) {
        ImageRef name = ImageRef.tagged(target.repository(), tag);
        BuildImage.Output output = request.output();
        if (output instanceof BuildImage.Output.ToTar tar) {
            return new Destination.ToTar(tar.file(), name);
        }
        return output instanceof BuildImage.Output.ToLayout layout
                ? new Destination.ToLayout(layout.folder(), name)
                : new Destination.ToRegistry(name);
    }

    private Map<String, String> details(ImageTag tag, Built built, ImageMaking making) {
        return Map.of(
                "tag", tag.toString(),
                "digest", built.digest().toString(),
                "cluster", target.cluster().name().toString(),
                "builder", making.builder(),
                "to", "ToRegistry");
    }

    private Duration since(Instant began) {
        return Duration.between(began, session.clock().instant());
    }
}
