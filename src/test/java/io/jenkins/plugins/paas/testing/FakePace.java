package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Pace;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link Pace} as a Deployment's {@code spec} has it, and back. */
final class FakePace {
    private FakePace() {}

    /** Its fields by their paths. */
    static Map<String, Object> fields(Pace pace) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(".spec.minReadySeconds", pace.minReadySeconds());
        pace.deadlineSeconds().ifPresent(seconds -> fields.put(".spec.progressDeadlineSeconds", seconds));
        fields.put(".spec.strategy.type", "RollingUpdate");
        fields.put(".spec.strategy.rollingUpdate.maxSurge", value(pace.maxSurge()));
        fields.put(".spec.strategy.rollingUpdate.maxUnavailable", value(pace.maxUnavailable()));
        return fields;
    }

    static Object value(String text) {
        return text.endsWith("%") ? text : Integer.valueOf(text);
    }

    static Pace of(Object spec) {
        return new Pace(
                Plain.number(spec, Pace.DEFAULT.minReadySeconds(), "minReadySeconds"),
                Pace.DEFAULT.deadlineSeconds().map(usual -> Plain.number(spec, usual, "progressDeadlineSeconds")),
                share(spec, "maxSurge", Pace.DEFAULT.maxSurge()),
                share(spec, "maxUnavailable", Pace.DEFAULT.maxUnavailable()));
    }

    private static String share(Object spec, String which, String usual) {
        return Plain.at(spec, "strategy", "rollingUpdate", which).orElse(usual).toString();
    }
}
