package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who decides on the number of pods, and how it is handed over without the number ever jumping.
 *
 * <p>When an apply leaves out a field that only we own, the field is removed, and removed replicas mean 1. So a helper
 * manager takes the field with its present value first. An autoscaler needs no such care the other way: it writes the
 * field whoever owns it.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership">Transferring
 *     ownership</a>
 */
final class Replicas {
    /** Holds the field between us and an autoscaler. */
    static final String KEEPER = "paas-replicas";

    /** Writes the field on behalf of HorizontalPodAutoscalers. */
    static final String CONTROLLER = "kube-controller-manager";

    private Replicas() {}

    /** Whether an object has a number of pods. */
    static boolean counts(KubeObject object) {
        return object.apiVersion().equals("apps/v1") && object.isWorkload();
    }

    static boolean fixedIn(KubeObject object) {
        return Tree.of(object.body()).at("spec").has("replicas");
    }

    /** Whether we own the number of a live object and nobody else does. */
    static boolean onlyOurs(Tree live) {
        List<String> owners = live.at("metadata").trees("managedFields").stream()
                .filter(each -> each.at("fieldsV1", "f:spec").has("f:replicas"))
                .map(each -> each.text("manager"))
                .distinct()
                .toList();
        return owners.equals(List.of(Labels.FIELD_MANAGER));
    }

    /** The same object with another number. */
    static Map<String, Object> with(KubeObject object, int replicas) {
        Map<String, Object> body = new LinkedHashMap<>(object.body());
        Map<String, Object> spec = new LinkedHashMap<>(Tree.of(body).at("spec").map());
        spec.put("replicas", replicas);
        body.put("spec", spec);
        return body;
    }

    /** The same object without a number. */
    static Map<String, Object> without(KubeObject object) {
        Map<String, Object> body = new LinkedHashMap<>(object.body());
        Map<String, Object> spec = new LinkedHashMap<>(Tree.of(body).at("spec").map());
        spec.remove("replicas");
        body.put("spec", spec);
        return body;
    }

    /** What the keeper applies. */
    static Map<String, Object> kept(KubeObject object, Optional<Integer> replicas) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", object.apiVersion());
        body.put("kind", object.kind());
        body.put("metadata", Map.of("name", object.name()));
        replicas.ifPresent(number -> body.put("spec", Map.of("replicas", number)));
        return body;
    }

    /** The autoscaler's least number, when one of these objects is an autoscaler of that workload. */
    static Optional<Integer> leastOf(KubeObject workload, List<KubeObject> objects) {
        return objects.stream()
                .filter(each -> each.kind().equals("HorizontalPodAutoscaler"))
                .map(each -> Tree.of(each.body()).at("spec"))
                .filter(spec -> targets(spec, workload))
                .map(spec -> spec.number("minReplicas", 1))
                .findFirst();
    }

    static boolean targets(Tree autoscalerSpec, KubeObject workload) {
        Tree target = autoscalerSpec.at("scaleTargetRef");
        return target.text("kind").equals(workload.kind())
                && target.text("name").equals(workload.name());
    }
}
