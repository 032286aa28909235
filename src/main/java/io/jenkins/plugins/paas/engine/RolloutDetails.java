package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Rollout;
import java.util.Map;
import java.util.TreeMap;

/** What the audit trail says of a Rollout. */
final class RolloutDetails {
    private RolloutDetails() {}

    static Map<String, String> of(Rollout rollout) {
        Map<String, String> details = new TreeMap<>();
        details.put(Trail.ATTEMPT, Long.toString(rollout.attempt()));
        details.put("strategy", Words.of(rollout.strategy()));
        rollout.fallback().ifPresent(number -> details.put("fallback", Long.toString(number)));
        rollout.plan().ifPresent(hash -> details.put("plan", hash));
        rollout.diagnosis().ifPresent(reason -> {
            details.put("code", reason.code().name());
            details.put("why", reason.sentence());
        });
        return details;
    }
}
