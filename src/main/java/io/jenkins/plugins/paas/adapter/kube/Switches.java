package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The native switches that a Rollout with gates turns: pace, pause, sizes, selector, partition. One request each.
 *
 * <p>They are patches and no applies, because a patch takes a field from whoever owns it: what was frozen or pinned can
 * always be undone. What that does to ownership is put right by {@link Ownership} before the next apply.
 */
final class Switches {
    /** Controllers write statuses all the time; a patch that met one of them is simply sent again. */
    private static final int TRIES = 5;

    private final KubeApi api;

    Switches(KubeApi api) {
        this.api = api;
    }

    /**
     * Sets {@code spec.paused} and, when there is a pace, {@code spec.minReadySeconds}, {@code
     * spec.progressDeadlineSeconds} and {@code spec.strategy}. The API server does not store {@code paused: false} or 0
     * seconds, so that a thawed Deployment shows nothing of it, as after {@code kubectl rollout resume}.
     */
    void reshape(AppRef app, Optional<Pace> pace, boolean paused) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("paused", paused);
        pace.ifPresent(now -> {
            spec.put("minReadySeconds", now.minReadySeconds());
            now.deadlineSeconds()
                    .or(Pace.DEFAULT::deadlineSeconds)
                    .ifPresent(seconds -> spec.put("progressDeadlineSeconds", seconds));
            Map<String, Object> update = Map.of(
                    "maxSurge", IntOrString.value(now.maxSurge()),
                    "maxUnavailable", IntOrString.value(now.maxUnavailable()));
            spec.put("strategy", Map.of("type", "RollingUpdate", "rollingUpdate", update));
        });
        patch(named(KubePath.DEPLOYMENTS, app), merge(spec));
    }

    /**
     * Sets {@code spec.replicas} of a ReplicaSet.
     *
     * <p>While two sets of a paused Deployment have pods, its controller keeps the sum of their sizes at {@code
     * spec.replicas} plus {@code maxSurge} and takes the difference from the larger set at once.
     *
     * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/controller/deployment/sync.go#L307">scale</a>
     */
    void scaleSet(AppRef app, String set, int replicas) {
        patch(KubePath.REPLICA_SETS.in(app.namespace()).named(set), merge(Map.of("replicas", replicas)));
    }

    /** Replaces {@code spec.selector} as a whole: a merge patch would leave the labels of the pin before. */
    void select(AppRef app, Pin pin) {
        Map<String, Object> selector = new TreeMap<>(pin.labels());
        selector.put(Labels.NAME, app.app().value());
        patch(
                named(KubePath.SERVICES, app),
                Requests.Body.jsonPatch(List.of(Map.of("op", "add", "path", "/spec/selector", "value", selector))));
    }

    /** Sets {@code spec.updateStrategy.rollingUpdate.partition}. */
    void partition(AppRef app, int ordinal) {
        patch(
                named(KubePath.STATEFUL_SETS, app),
                merge(Map.of(
                        "updateStrategy",
                        Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("partition", ordinal)))));
    }

    private static KubePath named(KubePath kind, AppRef app) {
        return kind.in(app.namespace()).named(app.app().value());
    }

    private static Requests.Body merge(Map<String, Object> spec) {
        return Requests.Body.mergePatch(Map.of("spec", spec));
    }

    /** Changes an object, whoever owns the fields; one that is gone is no error. */
    void patch(KubePath object, Requests.Body change) {
        KubePath path = object.with("fieldManager", Labels.FIELD_MANAGER);
        Answer answer = api.requests().send("patch", path, change, Requests.OBJECTS);
        for (int attempt = 1; answer.is(409) && attempt < TRIES; attempt++) {
            answer = api.requests().send("patch", path, change, Requests.OBJECTS);
        }
        if (!answer.is(404)) {
            answer.orThrow();
        }
    }
}
