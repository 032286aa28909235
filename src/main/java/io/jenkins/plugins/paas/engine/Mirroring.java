package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.Registry.Copied;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies an image by its digest into other registries of the platform. One that fails does not keep the others from theirs. */
final class Mirroring {
    private final Ports ports;
    private final Session session;
    private final Platform platform;
    private final Target target;

    Mirroring(Ports ports, Session session, Platform platform, Target target) {
        this.ports = ports;
        this.session = session;
        this.platform = platform;
        this.target = target;
    }

    /**
     * A copy, made or not.
     *
     * @param registry the name of the registry
     * @param image the image there
     * @param copied what was done; nothing when it failed
     * @param failure why it failed
     */
    record Copy(String registry, ImageRef image, Optional<Copied> copied, Optional<PaasException> failure) {}

    /** After a push: the registries that mirror the target's. A mirror that fails is told; a deploy there copies by itself. */
    void afterPush(ImageRef pushed, StoreCluster store, Actor.Identity caller) {
        List<Copy> copies =
                to(pushed, platform.mirrors().getOrDefault(target.cluster().registry(), List.of()));
        copies.forEach(
                copy -> copy.failure()
                        .ifPresent(
                                failure -> session.events()
                                        .emit(
                                                new Event.Warned(
                                                        "W_MIRROR_FAILED",
                                                        "the registry '" + copy.registry() + "' has not got the image: "
                                                                + failure.getMessage()
                                                                + "; 'paas image copy' tries again, and so does a deploy to a cluster that pulls from it"))));
        record(pushed, copies, store, caller);
    }

    List<Copy> to(ImageRef image, List<String> registries) {
        List<Copy> copies = new ArrayList<>();
        for (String name : registries) {
            RegistrySpec registry = Optional.ofNullable(platform.registries().get(name))
                    .orElseThrow(() -> Failures.invalid(
                            "E_REGISTRY_UNKNOWN",
                            "the platform has no registry '" + name + "'",
                            "name one of: "
                                    + String.join(
                                            ", ",
                                            platform.registries().keySet().stream()
                                                    .sorted()
                                                    .toList())));
            ImageRef to = new ImageRef(
                    registry.repositoryOf(target.app().name(), target.app().team()), image.tag(), image.digest());
            if (!to.repository().equals(image.repository())) {
                copies.add(copy(name, image, to));
            }
        }
        return copies;
    }

    private Copy copy(String registry, ImageRef from, ImageRef to) {
        String what = "copying the image to " + to.repository();
        Instant began = session.clock().instant();
        session.events().emit(new Event.Started(what));
        try {
            new OwnImages(ports.registry().get(), target.app().team()).requireFree(to);
            Copied copied = ports.registry().get().copy(from, to, session.events());
            session.events()
                    .emit(new Event.Finished(
                            what,
                            words(copied),
                            Duration.between(began, session.clock().instant())));
            return new Copy(registry, to, Optional.of(copied), Optional.empty());
        } catch (PaasException e) {
            if (e.code().equals("E_INTERRUPTED")) {
                throw e;
            }
            return new Copy(registry, to, Optional.empty(), Optional.of(e));
        }
    }

    void record(ImageRef image, List<Copy> copies, StoreCluster store, Actor.Identity caller) {
        if (copies.isEmpty()) {
            return;
        }
        boolean all = copies.stream().allMatch(copy -> copy.failure().isEmpty());
        Map<String, String> details = new LinkedHashMap<>();
        details.put("image", image.toString());
        copies.forEach(copy -> details.put(
                "to " + copy.registry(),
                copy.copied()
                        .map(Mirroring::words)
                        .orElseGet(() -> copy.failure().orElseThrow().code())));
        new Trail(store.connection(), store.place(), session.actor(caller), session)
                .add(Action.COPIED, Optional.empty(), all ? "copied" : "incomplete", details);
    }

    static String words(Copied copied) {
        return copied.sent() + " blobs sent (" + copied.bytes() + " bytes), " + copied.mounted() + " mounted, "
                + copied.there() + " there already";
    }
}
