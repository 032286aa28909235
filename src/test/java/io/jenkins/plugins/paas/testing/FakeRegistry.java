package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Registries in memory; every host exists. */
public final class FakeRegistry implements Registry {
    private final Map<Repository, Map<String, Digest>> tags = new HashMap<>();
    private final Map<Repository, Set<Digest>> manifests = new HashMap<>();
    private final Map<Digest, Map<String, String>> labels = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private Optional<PaasException> failure = Optional.empty();
    private Optional<String> refusing = Optional.empty();

    /** Puts an image there, as a push does. */
    public synchronized void push(ImageRef image, Digest digest) {
        failIfTold();
        manifests.computeIfAbsent(image.repository(), any -> new HashSet<>()).add(digest);
        image.tag()
                .ifPresent(tag -> tags.computeIfAbsent(image.repository(), any -> new TreeMap<>())
                        .put(tag, digest));
    }

    /** From now on every call fails, until {@link #recover}. */
    public synchronized void failWith(PaasException with) {
        failure = Optional.of(with);
    }

    /** From now on every call fails as if nobody answered. */
    public void unreachable() {
        failWith(new PaasException(
                Outcome.UNEXPECTED, Problem.of("E_REGISTRY_UNREACHABLE", "the registry cannot be reached", "")));
    }

    /** From now on this host takes nothing. */
    public synchronized void refuse(String host) {
        refusing = Optional.of(host);
    }

    private void refuseIfTold(Repository to) {
        if (refusing.equals(Optional.of(to.host()))) {
            throw new PaasException(
                    Outcome.NOT_ALLOWED,
                    Problem.of("E_REGISTRY_DENIED", "the registry " + to.host() + " does not let us in", ""));
        }
    }

    /** Ends the failing. */
    public synchronized void recover() {
        failure = Optional.empty();
    }

    /** All copies made, as {@code from -> to}. */
    public synchronized List<String> copies() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Optional<Digest> resolve(ImageRef image) {
        failIfTold();
        if (image.digest().isPresent()) {
            return image.digest().filter(manifests.getOrDefault(image.repository(), Set.of())::contains);
        }
        return image.tag().map(tags.getOrDefault(image.repository(), Map.of())::get);
    }

    /** From now on the image of this digest has these labels. */
    public synchronized void label(Digest digest, Map<String, String> with) {
        labels.put(digest, Map.copyOf(with));
    }

    @Override
    public synchronized Map<String, String> labels(ImageRef image) {
        return resolve(image)
                .map(digest -> labels.getOrDefault(digest, Map.of()))
                .orElse(Map.of());
    }

    @Override
    public synchronized List<String> tags(Repository repository) {
        failIfTold();
        return List.copyOf(tags.getOrDefault(repository, Map.of()).keySet());
    }

    @Override
    public synchronized Copied copy(ImageRef from, ImageRef to, EventSink events) {
        refuseIfTold(to.repository());
        Digest digest = resolve(from)
                .orElseThrow(() -> new PaasException(
                        Outcome.INVALID, Problem.of("E_IMAGE_UNKNOWN", "there is no image " + from, "build it again")));
        calls.add(from + " -> " + to);
        boolean there = resolve(new ImageRef(to.repository(), Optional.empty(), Optional.of(digest)))
                .isPresent();
        push(to, digest);
        return there ? new Copied(1, 0, 0, 0) : new Copied(0, 0, 1, 1);
    }

    @Override
    public synchronized void check(Repository repository) {
        failIfTold();
    }

    private void failIfTold() {
        failure.ifPresent(each -> {
            throw each;
        });
    }
}
