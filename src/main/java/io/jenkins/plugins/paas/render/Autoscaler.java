package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.RunSpec.Autoscale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The autoscaler.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/">
 *     HorizontalPodAutoscaler v2</a>
 */
final class Autoscaler {
    private final Parts parts;

    Autoscaler(Parts parts) {
        this.parts = parts;
    }

    KubeObject object(Autoscale scale) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        scale.cpuPercent().ifPresent(percent -> metrics.add(use("cpu", percent)));
        scale.memoryPercent().ifPresent(percent -> metrics.add(use("memory", percent)));
        Json spec = Json.object()
                .put(
                        "scaleTargetRef",
                        Json.object()
                                .put("apiVersion", Workloads.API)
                                .put("kind", parts.run().workload().kind())
                                .put("name", parts.name())
                                .map())
                .put("minReplicas", scale.min())
                .put("maxReplicas", scale.max())
                .put("metrics", metrics);
        return parts.object(
                "autoscaling/v2", "HorizontalPodAutoscaler", parts.name(), parts.metadata(parts.name()), spec);
    }

    private static Map<String, Object> use(String resource, int percent) {
        return Json.object()
                .put("type", "Resource")
                .put(
                        "resource",
                        Json.object()
                                .put("name", resource)
                                .put(
                                        "target",
                                        Json.object()
                                                .put("type", "Utilization")
                                                .put("averageUtilization", percent)
                                                .map())
                                .map())
                .map();
    }
}
