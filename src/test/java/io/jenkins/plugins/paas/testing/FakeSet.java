package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A template that was applied once, and the ReplicaSet or revision made of it. */
final class FakeSet {
    private final Object template;
    private final long release;
    private final String image;
    private final String hash;
    private final String app;

    /** {@code deployment.kubernetes.io/revision}. */
    long number;

    /** {@code spec.replicas}. */
    int size;

    /** Whether its own {@code minReadySeconds} keeps its pods from ever being available. */
    boolean frozen;

    /** The Deployment's {@code replicas} when this set was last sized: {@code deployment.kubernetes.io/desired-replicas}. */
    int sizedFor;

    /** The same with the surge: {@code deployment.kubernetes.io/max-replicas}. */
    int sizedForMost;

    Optional<String> refusal = Optional.empty();

    FakeSet(String app, Object template) {
        this.app = app;
        this.template = template;
        this.release = releaseOf(template);
        this.image = imageOf(template);
        this.hash = Integer.toHexString(template.hashCode() & 0xffffff);
    }

    boolean madeOf(Object other) {
        return template.equals(other);
    }

    long release() {
        return release;
    }

    String hash() {
        return hash;
    }

    String name() {
        return app + "-" + hash;
    }

    PodView pod(String pod, Instant now) {
        return FakePods.made(pod, release, hash, app, image, now);
    }

    List<PodView> of(List<PodView> pods) {
        return pods.stream().filter(pod -> pod.revision().equals(hash)).toList();
    }

    int ready(List<PodView> pods) {
        return (int) of(pods).stream().filter(PodView::ready).count();
    }

    int available(List<PodView> pods) {
        return frozen ? 0 : ready(pods);
    }

    SetView view(List<PodView> pods) {
        return new SetView(
                name(),
                Optional.of(release),
                hash,
                number,
                size,
                of(pods).size(),
                ready(pods),
                available(pods),
                refusal.map(words -> List.of(new Condition("ReplicaFailure", "True", "FailedCreate", words)))
                        .orElse(List.of()));
    }

    static long releaseOf(Object template) {
        return Plain.text(template, "metadata", "labels", Labels.RELEASE)
                .map(Long::parseLong)
                .orElse(0L);
    }

    static String imageOf(Object template) {
        return Plain.at(template, "spec", "containers")
                .filter(all -> all instanceof List<?> containers && !containers.isEmpty())
                .flatMap(all -> Plain.text(((List<?>) all).get(0), "image"))
                .orElse("");
    }
}
