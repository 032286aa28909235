package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an autoscaler from scaling down, and gives it back what it had. What that was stands in an annotation of the
 * autoscaler, written by the same patch, so that any process can do so.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/">
 *     {@code spec.behavior.scaleDown.selectPolicy}</a>
 */
final class ScaleDownHold {
    /** The {@code selectPolicy} from before, or {@link #NONE}. */
    static final String BEFORE = "paas-deploy/scale-down-before";

    /** There was no {@code behavior} at all; of one that is there the API server fills in every field. */
    private static final String NONE = "none";

    private static final String DISABLED = "Disabled";

    private final KubeApi api;
    private final Switches switches;

    ScaleDownHold(KubeApi api, Switches switches) {
        this.api = api;
        this.switches = switches;
    }

    /** Every autoscaler of a namespace; whose workload it scales stands inside of it. */
    static KubePath scalers(AppRef app) {
        return KubePath.SCALERS.in(app.namespace());
    }

    static Optional<ScalerView> view(AppRef app, Tree scaler) {
        if (!scales(app, scaler)) {
            return Optional.empty();
        }
        Tree spec = scaler.at("spec");
        return Optional.of(new ScalerView(
                scaler.at("metadata").text("name"),
                spec.number("minReplicas", 1),
                spec.number("maxReplicas"),
                !policy(scaler).equals(DISABLED)));
    }

    private static boolean scales(AppRef app, Tree scaler) {
        Tree target = scaler.at("spec", "scaleTargetRef");
        return target.text("name").equals(app.app().value())
                && Arrays.stream(Workload.values()).anyMatch(kind -> kind.kind().equals(target.text("kind")));
    }

    private static String policy(Tree scaler) {
        return scaler.at("spec", "behavior", "scaleDown").text("selectPolicy");
    }

    /** Whoever may not look at them has held none. */
    private List<Map<String, Object>> all(AppRef app, boolean hold) {
        try {
            return api.list(scalers(app));
        } catch (PaasException e) {
            if (hold || !e.code().equals("E_FORBIDDEN")) {
                throw e;
            }
            return List.of();
        }
    }

    void set(AppRef app, boolean hold) {
        for (Map<String, Object> each : all(app, hold)) {
            Tree scaler = Tree.of(each);
            if (!scales(app, scaler)) {
                continue;
            }
            KubePath path = scalers(app).named(scaler.at("metadata").text("name"));
            boolean held = scaler.at("metadata", "annotations").has(BEFORE);
            if (hold) {
                // Held by a process that went away: what it found is still the truth.
                String before = held ? scaler.at("metadata", "annotations").text(BEFORE) : before(scaler);
                switches.patch(path, Requests.Body.mergePatch(holding(before)));
            } else if (held) {
                switches.patch(path, restoring(scaler));
            }
        }
    }

    private static String before(Tree scaler) {
        return scaler.at("spec").has("behavior") ? policy(scaler) : NONE;
    }

    private static Map<String, Object> holding(String before) {
        return Map.of(
                "metadata", Map.of("annotations", Map.of(BEFORE, before)),
                "spec", Map.of("behavior", Map.of("scaleDown", Map.of("selectPolicy", DISABLED))));
    }

    /** As a text, because plain values have no null, by which a merge patch removes. Repeating it is harmless. */
    private static Requests.Body restoring(Tree scaler) {
        String before = scaler.at("metadata", "annotations").text(BEFORE);
        String forget = "\"metadata\":{\"annotations\":{\"" + BEFORE + "\":null}}";
        if (!policy(scaler).equals(DISABLED)) {
            // Somebody has chosen another one meanwhile, or an apply has brought the rendered one back.
            return Requests.Body.mergePatch("{" + forget + "}");
        }
        String behavior =
                before.equals(NONE) ? "null" : Json.write(Map.of("scaleDown", Map.of("selectPolicy", before)));
        return Requests.Body.mergePatch("{" + forget + ",\"spec\":{\"behavior\":" + behavior + "}}");
    }
}
