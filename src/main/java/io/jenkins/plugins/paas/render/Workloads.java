package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.Health;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.util.List;
import java.util.Map;

/**
 * The Deployment or StatefulSet.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/">Deployment v1</a>
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/">StatefulSet v1</a>
 */
final class Workloads {
    static final String API = "apps/v1";

    /** How many old ReplicaSets or revisions stay, for {@code kubectl rollout undo}. */
    private static final int HISTORY = 10;

    private static final int UNCHECKED_SECONDS = 10;

    private final Parts parts;
    private final RunSpec run;

    Workloads(Parts parts) {
        this.parts = parts;
        this.run = parts.run();
    }

    KubeObject workload() {
        Json metadata = parts.metadata(parts.name())
                .put(
                        "annotations",
                        // Shown by `kubectl rollout history`.
                        Json.of(
                                "kubernetes.io/change-cause",
                                "paas release " + parts.release() + " ("
                                        + parts.tag().commit() + ")"));
        Json spec = Json.object();
        if (run.autoscale().isEmpty()) {
            // Otherwise the number belongs to the autoscaler.
            spec.put("replicas", run.replicas());
        }
        spec.put("selector", Json.of("matchLabels", parts.selector()));
        spec.put("revisionHistoryLimit", HISTORY);
        if (minReadySeconds() > 0) {
            spec.put("minReadySeconds", minReadySeconds());
        }
        if (run.workload() == Workload.STATEFUL_SET) {
            statefulSet(spec);
        } else {
            deployment(spec);
        }
        return parts.object(API, run.workload().kind(), parts.name(), metadata, spec);
    }

    /**
     * Without a readiness check a container is ready as soon as it runs, and a program that fails in its first seconds would
     * count as well deployed.
     */
    private int minReadySeconds() {
        return run.health().readiness().isPresent() ? 0 : UNCHECKED_SECONDS;
    }

    private void deployment(Json spec) {
        // Kubernetes wants the deadline to be longer than minReadySeconds.
        spec.put("progressDeadlineSeconds", (int)
                        Math.max(minReadySeconds() + 1, run.rollout().timeout().toSeconds()))
                .put(
                        "strategy",
                        rollingUpdate(Json.object()
                                // No pod goes before its successor is ready; a surge by percent is rounded up, so it is
                                // never zero.
                                .put("maxUnavailable", 0)
                                .put("maxSurge", "25%")))
                .put("template", template());
    }

    private void statefulSet(Json spec) {
        spec.put("serviceName", parts.headlessName())
                .put("updateStrategy", rollingUpdate(Json.object().put("partition", 0)))
                .put("template", template())
                .putSome("volumeClaimTemplates", new Volumes(parts).claimTemplates());
    }

    private static Map<String, Object> rollingUpdate(Json how) {
        return Json.object()
                .put("type", "RollingUpdate")
                .put("rollingUpdate", how.map())
                .map();
    }

    private Map<String, Object> template() {
        Volumes volumes = new Volumes(parts);
        Tuning tuning = new Tuning(parts);
        Json pod = Json.object()
                // The App gets no token of the API server and no variables of all other Services.
                .put("automountServiceAccountToken", false)
                .put("enableServiceLinks", false)
                .put("terminationGracePeriodSeconds", (int)
                        run.shutdown().drain().plus(run.shutdown().grace()).toSeconds())
                .putSome("securityContext", Safety.ofPod(run.security(), tuning.ofPod()))
                .putSome("initContainers", tuning.initContainers())
                .put("containers", List.of(new Containers(parts).app(volumes.mounts())))
                .putSome("volumes", volumes.volumes());
        Json metadata = Json.object()
                .put(
                        "labels",
                        parts.labels()
                                .put(Labels.RELEASE, Long.toString(parts.release()))
                                .map());
        if (run.health().readiness().isPresent() && run.health().startup().isEmpty()) {
            metadata.put("annotations", Json.of(Labels.STARTS_WITHIN, Long.toString(Health.STARTS_WITHIN.toSeconds())));
        }
        return Json.object()
                .put("metadata", metadata.map())
                .put("spec", pod.map())
                .map();
    }
}
