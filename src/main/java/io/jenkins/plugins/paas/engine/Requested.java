package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.port.Preflight.Placed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What a scheduler counts of pods.
 *
 * @param cpu cores; below zero where more is missing than there is
 * @param memory bytes
 * @param pods how many
 */
record Requested(BigDecimal cpu, BigDecimal memory, long pods) {
    static final Requested NONE = new Requested(BigDecimal.ZERO, BigDecimal.ZERO, 0);

    /** What a node has for pods. */
    static Requested allocatable(Map<String, String> quantities) {
        return new Requested(
                amount(quantities, "cpu"),
                amount(quantities, "memory"),
                amount(quantities, "pods").longValue());
    }

    private static Requested container(Map<String, String> requests) {
        return new Requested(amount(requests, "cpu"), amount(requests, "memory"), 0);
    }

    private static BigDecimal amount(Map<String, String> quantities, String name) {
        return Quantity.parse(quantities.getOrDefault(name, "0"));
    }

    /**
     * What a pod takes: its containers together, or what it needs while it starts, whichever is more. An init container that
     * keeps running (a sidecar) counts from its turn on.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers">
     *     Resource sharing within containers</a>
     */
    static Requested by(Placed pod) {
        Requested sidecars = NONE;
        Requested start = NONE;
        for (Placed.Init init : pod.inits()) {
            Requested own = container(init.requests());
            start = start.max(sidecars.plus(own));
            sidecars = init.keepsRunning() ? sidecars.plus(own) : sidecars;
        }
        Requested running = pod.containers().stream().map(Requested::container).reduce(sidecars, Requested::plus);
        return running.max(start)
                .plus(container(pod.overhead()))
                .plus(new Requested(BigDecimal.ZERO, BigDecimal.ZERO, 1));
    }

    /** What one pod of a rendered workload takes; what is not requested is requested by its limit, as Kubernetes does. */
    static Requested perPod(Map<String, Object> workload) {
        return PlainData.maps(workload, "spec", "template", "spec", "containers")
                .map(container -> new Requested(asked(container, "cpu"), asked(container, "memory"), 0))
                .reduce(new Requested(BigDecimal.ZERO, BigDecimal.ZERO, 1), Requested::plus);
    }

    private static BigDecimal asked(Map<String, Object> container, String resource) {
        return PlainData.at(container, "resources", "requests", resource)
                .or(() -> PlainData.at(container, "resources", "limits", resource))
                .map(quantity -> Quantity.parse(quantity.toString()))
                .orElse(BigDecimal.ZERO);
    }

    Requested plus(Requested other) {
        return new Requested(cpu.add(other.cpu), memory.add(other.memory), pods + other.pods);
    }

    Requested minus(Requested other) {
        return new Requested(cpu.subtract(other.cpu), memory.subtract(other.memory), pods - other.pods);
    }

    Requested times(long count) {
        BigDecimal factor = BigDecimal.valueOf(count);
        return new Requested(cpu.multiply(factor), memory.multiply(factor), pods * count);
    }

    private Requested max(Requested other) {
        return new Requested(cpu.max(other.cpu), memory.max(other.memory), Math.max(pods, other.pods));
    }

    /** Without what is below zero. */
    Requested orZero() {
        return max(NONE);
    }

    /** How many of this fit into some room, at most so many. */
    long fitsInto(Requested room, long most) {
        long fit = Math.min(most, pods == 0 ? most : Math.floorDiv(Math.max(0, room.pods), pods));
        fit = Math.min(fit, times(cpu, room.cpu, most));
        return Math.min(fit, times(memory, room.memory, most));
    }

    private static long times(BigDecimal one, BigDecimal room, long most) {
        if (one.signum() <= 0) {
            return most;
        }
        BigDecimal times = room.max(BigDecimal.ZERO).divide(one, 0, RoundingMode.DOWN);
        return times.min(BigDecimal.valueOf(most)).longValue();
    }

    /** How large a part of this is, counted over all resources. */
    BigDecimal shareOf(Requested part) {
        BigDecimal share = BigDecimal.valueOf(pods == 0 ? 0 : part.pods);
        share = share.add(share(part.cpu, cpu));
        return share.add(share(part.memory, memory));
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, MathContext.DECIMAL64);
    }
}
