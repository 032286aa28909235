package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy.OnTimeout;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the strategies with gates do at their gates. An App may say it for all clusters and choose such a strategy in
 * one of them only, so none of it asks for a strategy.
 */
final class GatesReader {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);
    private static final Duration LONGEST_GATE = Duration.ofDays(30);

    private GatesReader() {}

    static GatePolicy read(Settings run, Workload workload) {
        Settings gate = run.section("gate", Section.GATE);
        return new GatePolicy(
                firstPodTraffic(run, workload),
                run.section("canary", Section.CANARY)
                        .duration("hold", Duration.ZERO, LONGEST_HOLD)
                        .orElse(GatePolicy.DEFAULT.hold()),
                autoPromote(run),
                gate.duration("timeout", SHORTEST, LONGEST_GATE),
                onTimeout(gate));
    }

    private static boolean firstPodTraffic(Settings run, Workload workload) {
        Settings firstPod = run.section("firstPod", Section.FIRST_POD);
        boolean traffic = firstPod.flag("traffic").orElse(GatePolicy.DEFAULT.firstPodTraffic());
        if (!traffic && workload == Workload.STATEFUL_SET) {
            firstPod.conflict(
                    "traffic",
                    run.place("workload"),
                    "the first pod of a statefulset cannot be kept from traffic, because it takes the place of an old one",
                    "remove 'firstPod', or use 'workload: deployment'");
        }
        return traffic;
    }

    private static Optional<Duration> autoPromote(Settings run) {
        Settings auto = run.section("autoPromote", Section.AUTO_PROMOTE);
        if (run.has("autoPromote") && !auto.has("after")) {
            auto.missing("after", "write how long all must go well: 'autoPromote: {after: 5m}'");
        }
        return auto.duration("after", SHORTEST, LONGEST_GATE);
    }

    private static OnTimeout onTimeout(Settings gate) {
        Map<String, OnTimeout> words = new LinkedHashMap<>();
        words.put("abort", OnTimeout.ABORT);
        words.put("promote", OnTimeout.PROMOTE);
        return gate.choice("then", words).orElse(GatePolicy.DEFAULT.onTimeout());
    }
}
