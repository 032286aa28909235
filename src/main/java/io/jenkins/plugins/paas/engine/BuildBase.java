package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.image.ImageRequest;
import io.jenkins.plugins.paas.image.ImageWork;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.TeamName;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a base image of the platform from its Dockerfile, and gives it a version that stays what it is. */
public final class BuildBase {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern ARGUMENT = Pattern.compile("(?im)^\\s*ARG\\s+([A-Za-z_]\\w*)");
    private static final Pattern NAMED = Pattern.compile("(?:([^/]*[.:][^/]*|localhost)/)?([^:@]+).*");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final Ports ports;
    private final Session session;

    BuildBase(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to build.
     *
     * @param platform its registries and base images
     * @param bases where the Dockerfiles are
     * @param name which of them
     * @param version its tag; the commit's day and id unless given
     * @param registry the name of the registry that it goes to; the only one unless given
     * @param team the team that keeps the base images; its namespace has their audit trail
     * @param args values of the Dockerfile's ARGs; an ARG with the name of one of the platform's base images gets that image
     */
    public record Request(
            Platform platform,
            BaseFolder bases,
            String name,
            Optional<String> version,
            Optional<String> registry,
            TeamName team,
            Map<String, String> args) {
        public Request {
            args = Map.copyOf(args);
        }
    }

    /**
     * The image.
     *
     * @param image repository, version and digest, as platform.yaml is to name it
     * @param builder what made it: {@code paas}, or a tool such as {@code buildah 1.28.2}
     * @param took how long it took
     */
    public record Result(String name, ImageRef image, Digest digest, String builder, Duration took) {}

    /**
     * Builds and pushes it, and records that.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BASE_UNKNOWN}, {@code E_BASE_EXISTS} (a version is given
     *     once), {@code E_BASE_VERSION}, {@code E_REGISTRY_UNKNOWN}, and what planning, building and the registry throw
     */
    public Result run(Request request) {
        Instant began = session.clock().instant();
        Path folder = request.bases().of(request.name());
        Source source = ports.source().inspect(folder);
        ImageRef name = ImageRef.tagged(repository(request), version(request, source));
        ports.registry().get().check(name.repository());
        ports.registry().get().resolve(name).ifPresent(there -> {
            throw Failures.invalid(
                    "E_BASE_EXISTS",
                    name + " is there already, as " + there,
                    "a version stays what it is, since images were built on it: choose another with --version");
        });
        if (source.commit().dirty()) {
            session.events()
                    .emit(new Event.Warned(
                            "W_DIRTY", "the working tree differs from its commit; nobody can build this image again"));
        }
        // Before a build of minutes: what cannot be recorded is not pushed.
        try (StoreCluster store =
                StoreCluster.open(ports.clusters(), BaseTrail.place(request.platform(), request.team()))) {
            store.prepare();
            Actor actor = session.actor(store.connection().whoAmI());
            Trail trail = new Trail(store.connection(), store.place(), actor, session);
            return make(request, folder, source, name, trail, began);
        }
    }

    private Result make(Request request, Path folder, Source source, ImageRef name, Trail trail, Instant began) {
        ImageMaking making = ImageMaking.of(work(request, folder, source, name), ports, session.events());
        String what = "building the base image " + name;
        session.events().emit(new Event.Started(what));
        try (ImageMaking.Ready ready = making.ready(ports, session.events())) {
            Built built = ready.deliver(new Destination.ToRegistry(name));
            Duration took = Duration.between(began, session.clock().instant());
            session.events().emit(new Event.Finished(what, built.image().toString(), took));
            trail.add(
                    Action.BUILD,
                    Optional.empty(),
                    "built",
                    Map.of(
                            "base", request.name(),
                            "image", built.image().toString(),
                            "commit", source.commit().toString(),
                            "builder", making.builder()));
            return new Result(request.name(), built.image(), built.digest(), making.builder(), took);
        }
    }

    private ImageWork work(Request request, Path folder, Source source, ImageRef name) {
        BuildSpec build = new BuildSpec(
                new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                args(request, folder),
                List.of());
        return ports.planner()
                .get()
                .plan(new ImageRequest(
                        new AppName(request.name()),
                        source,
                        build,
                        request.platform().baseImages(),
                        name.tag().orElseThrow(),
                        List.of(),
                        session.clock().instant()));
    }

    /** So that a class of business starts from the platform's own base: {@code ARG java}, {@code FROM ${java}}. */
    private static Map<String, String> args(Request request, Path folder) {
        Map<String, String> args = new TreeMap<>();
        ARGUMENT.matcher(text(folder.resolve("Dockerfile"))).results().forEach(found -> {
            String named = request.platform().baseImages().get(found.group(1));
            if (named != null) {
                args.put(found.group(1), named);
            }
        });
        args.putAll(request.args());
        return args;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw Failures.invalid(
                    "E_FILE_UNREADABLE", file + " cannot be read: " + e.getMessage(), "check its rights");
        }
    }

    private static String version(Request request, Source source) {
        String version = request.version().orElseGet(() -> DAY.format(source.committedAt()) + "-" + source.commit());
        if (!VERSION.matcher(version).matches()) {
            throw Failures.invalid(
                    "E_BASE_VERSION",
                    "'" + version + "' cannot be the tag of an image",
                    "use letters, digits, '.', '_' and '-', at most 128, such as 17.0.9-1");
        }
        return version;
    }

    /** Where the platform's base of this name lies already, else {@code base/} in the registry. */
    private static Repository repository(Request request) {
        Optional<Matcher> used = Optional.ofNullable(
                        request.platform().baseImages().get(request.name()))
                .map(NAMED::matcher)
                .filter(parts -> parts.matches() && parts.group(1) != null);
        if (used.isPresent() && request.registry().isEmpty()) {
            return new Repository(used.get().group(1), used.get().group(2));
        }
        return registry(request).repositoryOf("base/" + request.name(), request.team());
    }

    private static RegistrySpec registry(Request request) {
        Map<String, RegistrySpec> all = request.platform().registries();
        String names = all.keySet().stream().sorted().collect(Collectors.joining(", "));
        if (request.registry().isEmpty() && all.size() > 1) {
            throw Failures.invalid(
                    "E_REGISTRY_UNKNOWN", "the platform has several registries", "name one with --registry: " + names);
        }
        String name = request.registry().orElseGet(() -> all.keySet().iterator().next());
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> Failures.invalid(
                        "E_REGISTRY_UNKNOWN", "the platform has no registry '" + name + "'", "there are: " + names));
    }
}
