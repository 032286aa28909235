package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Registry.Copied;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings an App's image into registries of other regions, by its digest. What is there already is not sent again. */
public final class CopyImage {
    private final Ports ports;
    private final Session session;

    CopyImage(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to copy.
     *
     * @param target the App, and the cluster that is to pull the image
     * @param folder the App's folder
     * @param image the image; nothing for the last one that was built
     * @param commit in place of that: the image that was built from this commit
     * @param to names of registries; empty for the cluster's own and those that mirror the one that has the image
     */
    public record Request(
            Platform platform,
            Target target,
            Path folder,
            Optional<ImageRef> image,
            Optional<String> commit,
            List<String> to) {
        public Request {
            to = List.copyOf(to);
        }
    }

    /**
     * What was copied.
     *
     * @param image the image
     * @param copies each with the name of its registry
     */
    public record Result(ImageRef image, List<Copy> copies) {
        public Result {
            copies = List.copyOf(copies);
        }
    }

    /**
     * A copy.
     *
     * @param registry the name of its registry
     * @param image the image there
     * @param copied what had to be done
     */
    public record Copy(String registry, ImageRef image, Copied copied) {}

    /**
     * Copies an image, and records it.
     *
     * @throws PaasException {@code E_IMAGE_UNKNOWN}, {@code E_REGISTRY_UNKNOWN}, what {@link FindImage#find} throws; and the failures
     *     of registries once all of them were tried
     */
    public Result run(Request request) {
        Target target = request.target();
        ImageRef image = image(request);
        Mirroring mirroring = new Mirroring(ports, session, request.platform(), target);
        List<Mirroring.Copy> copies;
        try (StoreCluster store = StoreCluster.open(ports.clusters(), request.platform(), target, Optional.empty())) {
            copies = mirroring.to(image, registries(request, image));
            if (!copies.isEmpty()) {
                store.prepare();
            }
            mirroring.record(image, copies, store, store.connection().whoAmI());
        }
        List<Problem> problems = copies.stream()
                .flatMap(copy -> copy.failure().stream())
                .flatMap(failure -> failure.problems().stream())
                .toList();
        copies.stream().flatMap(copy -> copy.failure().stream()).findFirst().ifPresent(first -> {
            throw new PaasException(first.outcome(), problems);
        });
        return new Result(
                image,
                copies.stream()
                        .map(copy -> new Copy(
                                copy.registry(), copy.image(), copy.copied().orElseThrow()))
                        .toList());
    }

    private ImageRef image(Request request) {
        if (request.image().isEmpty()) {
            return new FindImage(ports, session)
                    .find(request.platform(), request.target(), request.folder(), request.commit());
        }
        ImageRef named = request.image().get();
        return ports.registry()
                .get()
                .resolve(named)
                .map(named::pinned)
                .orElseThrow(() -> Failures.invalid(
                        "E_IMAGE_UNKNOWN", "the registry has no image " + named, "check its name and tag"));
    }

    private static List<String> registries(Request request, ImageRef image) {
        if (!request.to().isEmpty()) {
            return request.to();
        }
        Platform platform = request.platform();
        Set<String> names = new LinkedHashSet<>();
        names.add(request.target().cluster().registry());
        for (Map.Entry<String, RegistrySpec> each : platform.registries().entrySet()) {
            if (each.getValue()
                    .repositoryOf(
                            request.target().app().name(),
                            request.target().app().team())
                    .equals(image.repository())) {
                names.addAll(platform.mirrors().getOrDefault(each.getKey(), List.of()));
            }
        }
        return List.copyOf(names);
    }
}
