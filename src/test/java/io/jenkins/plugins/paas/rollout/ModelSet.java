package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation.SetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A ReplicaSet with its pods, which come and go at once when its controller looks. */
final class ModelSet {
    final ModelDeployment.Template template;
    final long created;
    final List<ModelPod> pods = new ArrayList<>();
    int desired;
    int minReadySeconds;
    int annotatedDesired;
    int annotatedMax;
    private int named;

    ModelSet(ModelDeployment.Template template, long created) {
        this.template = template;
        this.created = created;
    }

    String hash() {
        return "hash-" + template.release() + "-"
                + Integer.toHexString(template.image().hashCode());
    }

    String name() {
        return "shop-" + hash();
    }

    /** Makes what is missing, deletes what is too much: those that are not ready first, then the youngest. */
    boolean sync(Instant now) {
        boolean changed = pods.size() != desired;
        while (pods.size() < desired) {
            pods.add(new ModelPod(name() + "-" + named++, now));
        }
        pods.sort(Comparator.comparing((ModelPod pod) -> !pod.ready()).thenComparing(pod -> pod.created));
        while (pods.size() > desired) {
            pods.remove(pods.size() - 1);
        }
        return changed;
    }

    int ready() {
        return (int) pods.stream().filter(ModelPod::ready).count();
    }

    int available(Instant now) {
        return (int) pods.stream()
                .filter(pod -> pod.readySince
                        .filter(since -> !now.isBefore(since.plusSeconds(minReadySeconds)))
                        .isPresent())
                .count();
    }

    SetView view(Instant now) {
        return new SetView(
                name(), release(), hash(), created, desired, pods.size(), ready(), available(now), List.of());
    }

    Optional<Long> release() {
        return Optional.of(template.release()).filter(release -> release > 0);
    }
}
