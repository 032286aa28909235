package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.port.Preflight.Node;
import io.jenkins.plugins.paas.port.Preflight.Placed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether so many equal pods fit on the nodes beside what is there. Equal pods need no packing: each node takes as many as its
 * scarcest resource lets it. What we render names no node and tolerates no taint, so a node is open to all of them or to none.
 */
final class NodeRoom {
    private static final List<String> CLOSING = List.of("NoSchedule", "NoExecute");

    private final Requested each;
    private final List<Free> open = new ArrayList<>();

    /**
     * Room for pods of one kind.
     *
     * @param each what one of them asks for
     * @param nodes all nodes
     * @param placed all pods on them that have not ended
     */
    NodeRoom(Requested each, List<Node> nodes, List<Placed> placed) {
        this.each = each;
        Map<String, Requested> taken = new HashMap<>();
        placed.forEach(pod -> taken.merge(pod.node(), Requested.by(pod), Requested::plus));
        for (Node node : nodes) {
            if (node.ready() && !node.cordoned() && node.taints().stream().noneMatch(CLOSING::contains)) {
                open.add(new Free(
                        node.name(),
                        Requested.allocatable(node.allocatable())
                                .minus(taken.getOrDefault(node.name(), Requested.NONE))));
            }
        }
    }

    private record Free(String node, Requested left) {}

    /**
     * What is missing.
     *
     * @param fit how many of the pods fit
     * @param lacking what the others ask for together
     * @param nearest the node that lacks least for one pod more, and what it lacks; nothing where no node takes pods
     */
    record Shortage(int fit, Requested lacking, Optional<Nearest> nearest) {}

    /**
     * The node that comes nearest.
     *
     * @param node its name
     * @param lacks what it lacks for one pod more, after those that fit
     */
    record Nearest(String node, Requested lacks) {}

    /** What is missing for so many pods; nothing when all fit. */
    Optional<Shortage> lackingFor(int pods) {
        long fit = 0;
        for (Free free : open) {
            fit += each.fitsInto(free.left(), pods);
            if (fit >= pods) {
                return Optional.empty();
            }
        }
        int others = pods - (int) fit;
        return Optional.of(new Shortage((int) fit, each.times(others), nearest(pods)));
    }

    private Optional<Nearest> nearest(int pods) {
        return open.stream()
                .map(free -> new Nearest(
                        free.node(),
                        each.minus(free.left().minus(each.times(each.fitsInto(free.left(), pods))))
                                .orZero()))
                .min(Comparator.comparing((Nearest near) -> each.shareOf(near.lacks()))
                        .thenComparing(Nearest::node));
    }

    /** How many nodes take pods. */
    int openNodes() {
        return open.size();
    }

    /** As words put it: {@code cpu 0.5, memory 512Mi, 2 pods}; what is zero is left out. */
    static String words(Requested amount) {
        List<String> parts = new ArrayList<>();
        if (amount.cpu().signum() > 0) {
            parts.add("cpu " + amount.cpu().stripTrailingZeros().toPlainString());
        }
        if (amount.memory().signum() > 0) {
            parts.add("memory " + memory(amount.memory()));
        }
        if (amount.pods() > 0) {
            parts.add(amount.pods() + (amount.pods() == 1 ? " pod" : " pods"));
        }
        return String.join(", ", parts);
    }

    private static String memory(BigDecimal bytes) {
        BigDecimal mebibyte = BigDecimal.valueOf(1 << 20);
        return bytes.divide(mebibyte, 0, java.math.RoundingMode.CEILING).toPlainString() + "Mi";
    }
}
