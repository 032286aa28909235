package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.RunSpec.Resources;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.Preflight.Quota;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what a rolling update needs beyond what the App has fits into the namespace's quotas. */
final class QuotaArithmetic {
    /** {@code maxSurge} of our Deployments, in percent, rounded up. */
    private static final int SURGE_PERCENT = 25;

    private final int pods;
    private final Map<String, BigDecimal> perPod;

    QuotaArithmetic(RunSpec run, Observation seen) {
        int rendered = run.autoscale()
                .map(auto -> Math.max(auto.min(), run.replicas()))
                .orElse(run.replicas());
        // What an autoscaler made of it is doubled, not what was written.
        int wanted = run.strategy() == Strategy.CANARY
                ? Math.max(rendered, seen.workload().map(WorkloadView::desired).orElse(0))
                : rendered;
        int there = (int) seen.pods().stream().filter(pod -> !pod.leaving()).count();
        int surge = surge(run, wanted);
        // Pods that are there are in the quota's account already; a first deploy has none and needs no surge.
        this.pods = there == 0 ? wanted : Math.max(0, wanted - there) + surge;
        this.perPod = perPod(run.resources());
    }

    private static int surge(RunSpec run, int wanted) {
        if (run.workload() != Workload.DEPLOYMENT) {
            return 0;
        }
        return run.strategy() == Strategy.CANARY ? wanted : (wanted * SURGE_PERCENT + 99) / 100;
    }

    private static Map<String, BigDecimal> perPod(Resources resources) {
        BigDecimal cpu = BigDecimal.valueOf(resources.cpu().millis(), 3);
        BigDecimal cpuRequest = BigDecimal.valueOf(resources.cpuRequest().millis(), 3);
        BigDecimal memory = BigDecimal.valueOf(resources.memory().bytes());
        BigDecimal memoryRequest = BigDecimal.valueOf(resources.memoryRequest().bytes());
        return Map.of(
                "pods", BigDecimal.ONE,
                "count/pods", BigDecimal.ONE,
                "cpu", cpuRequest,
                "requests.cpu", cpuRequest,
                "limits.cpu", cpu,
                "memory", memoryRequest,
                "requests.memory", memoryRequest,
                "limits.memory", memory);
    }

    /** What does not fit, in words; empty when all does. Limits on anything else are not ours to judge. */
    List<String> tooLittle(List<Quota> quotas) {
        List<String> found = new ArrayList<>();
        for (Quota quota : quotas) {
            Optional<BigDecimal> each = Optional.ofNullable(perPod.get(quota.resource()));
            if (each.isPresent()) {
                BigDecimal needed = each.get().multiply(BigDecimal.valueOf(pods));
                BigDecimal left = Quantity.parse(quota.hard())
                        .subtract(Quantity.parse(quota.used().orElse("0")));
                if (needed.compareTo(left) > 0) {
                    found.add(quota.name() + " leaves " + quota.resource() + " "
                            + left.max(BigDecimal.ZERO).toPlainString()
                            + " of " + quota.hard() + ", and " + pods + " more pods need "
                            + needed.stripTrailingZeros().toPlainString());
                }
            }
        }
        return found;
    }
}
