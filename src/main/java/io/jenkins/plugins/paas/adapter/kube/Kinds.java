package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows under which address objects of a kind lie; asks the server for kinds that we do not render ourselves. */
final class Kinds {
    /** Plurals of the kinds that we render, so that no request is needed for them. */
    private static final Map<String, String> OURS = Map.of(
            "v1/ConfigMap", "configmaps",
            "v1/Secret", "secrets",
            "v1/Service", "services",
            "v1/ServiceAccount", "serviceaccounts",
            "v1/PersistentVolumeClaim", "persistentvolumeclaims",
            "apps/v1/Deployment", "deployments",
            "apps/v1/StatefulSet", "statefulsets",
            "autoscaling/v2/HorizontalPodAutoscaler", "horizontalpodautoscalers",
            "policy/v1/PodDisruptionBudget", "poddisruptionbudgets",
            "networking.k8s.io/v1/Ingress", "ingresses");

    private final KubeApi api;
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    Kinds(KubeApi api) {
        this.api = api;
    }

    /** Where an object lies. */
    KubePath path(Namespace namespace, KubeObject object) {
        String kind = object.apiVersion() + "/" + object.kind();
        String plural = OURS.getOrDefault(kind, asked.get(kind));
        if (plural == null) {
            plural = ask(object);
            asked.put(kind, plural);
        }
        return KubePath.of(object.apiVersion(), plural).in(namespace).named(object.name());
    }

    /**
     * Asks for the plural.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#unaggregated-discovery">Discovery</a>
     */
    private String ask(KubeObject object) {
        Optional<Tree> kind = api.find(KubePath.of(object.apiVersion(), "")).stream()
                .flatMap(list -> Tree.of(list).trees("resources").stream())
                .filter(each -> each.text("kind").equals(object.kind())
                        && !each.text("name").contains("/"))
                .findFirst();
        if (kind.isEmpty()) {
            throw refused("the cluster knows no " + object.kind() + " of " + object.apiVersion());
        }
        if (!kind.get().flag("namespaced")) {
            throw refused(object + " belongs to the whole cluster, not to a namespace");
        }
        return kind.get().text("name");
    }

    private static PaasException refused(String what) {
        return new PaasException(Outcome.INVALID, Problem.of("E_REFUSED", what, ""));
    }
}
