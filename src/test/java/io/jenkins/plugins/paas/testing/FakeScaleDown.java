package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.KubeObject;
import java.util.Map;
import java.util.Optional;

/** Holds an autoscaler in memory as the real one is held: what it had before stands in the object itself. */
final class FakeScaleDown {
    private static final String BEHAVIOR = ".spec.behavior";
    private static final String BEFORE = ".metadata.annotations.scale-down-before";
    private static final Map<String, Object> NEVER = Map.of("scaleDown", Map.of("selectPolicy", "Disabled"));

    private FakeScaleDown() {}

    static boolean disabled(KubeObject scaler) {
        return Plain.text(scaler.body(), "spec", "behavior", "scaleDown", "selectPolicy")
                .equals(Optional.of("Disabled"));
    }

    static void set(FakeObjects objects, FakeObjects.Key key, KubeObject scaler, boolean hold) {
        Optional<Object> before = Plain.at(scaler.body(), "metadata", "annotations", "scale-down-before");
        if (hold && before.isEmpty()) {
            Object now = Plain.at(scaler.body(), "spec", "behavior").orElse("none");
            objects.patch(key, Map.of(BEFORE, now, BEHAVIOR, NEVER));
        } else if (!hold && before.isPresent()) {
            objects.clear(key, BEFORE);
            if (before.get().equals("none")) {
                objects.clear(key, BEHAVIOR);
            } else {
                objects.patch(key, Map.of(BEHAVIOR, before.get()));
            }
        }
    }
}
