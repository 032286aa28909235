package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.engine.NodeRoom.Shortage;
import io.jenkins.plugins.paas.port.Preflight.Node;
import io.jenkins.plugins.paas.port.Preflight.Placed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether pods fit on nodes. */
class NodeRoomTest {
    private static final Requested POD = pod("0.5", "512");

    @Test
    void fitsWhereEveryResourceIsLeft() {
        assertThat(room(List.of(World.node("a", "2", "4Gi", "10"))).lackingFor(4))
                .isEmpty();
    }

    @Test
    void theScarcestResourceDecides() {
        assertThat(fit(World.node("a", "2", "1Gi", "10"), 5)).isEqualTo(2);
        assertThat(fit(World.node("a", "1", "9Gi", "10"), 5)).isEqualTo(2);
        assertThat(fit(World.node("a", "9", "9Gi", "3"), 5)).isEqualTo(3);
    }

    @Test
    void countsWhatRunsThereAlready() {
        List<Placed> placed = List.of(placed("a", "1500m", "100Mi"), placed("b", "2", "1Gi"));

        assertThat(new NodeRoom(POD, List.of(World.node("a", "2", "4Gi", "10")), placed)
                        .lackingFor(2)
                        .orElseThrow()
                        .fit())
                .isEqualTo(1);
    }

    @Test
    void aPodThatTakesMoreThanThereIsLeavesNothing() {
        assertThat(new NodeRoom(POD, List.of(World.node("a", "1", "4Gi", "10")), List.of(placed("a", "3", "1Gi")))
                        .lackingFor(1)
                        .orElseThrow()
                        .fit())
                .isZero();
    }

    @Test
    void leavesOutNodesThatTakeNoPods() {
        Map<String, String> much = Map.of("cpu", "9", "memory", "9Gi", "pods", "9");
        NodeRoom room = room(List.of(
                new Node("cordoned", true, true, List.of(), much),
                new Node("tainted", true, false, List.of("NoSchedule"), much),
                new Node("evicting", true, false, List.of("NoExecute"), much),
                new Node("away", false, false, List.of(), much)));

        assertThat(room.openNodes()).isZero();
        assertThat(room.lackingFor(1).orElseThrow().nearest()).isEmpty();
    }

    @Test
    void aTaintThatOnlyPrefersOthersClosesNothing() {
        Map<String, String> much = Map.of("cpu", "9", "memory", "9Gi", "pods", "9");

        assertThat(room(List.of(new Node("a", true, false, List.of("PreferNoSchedule"), much)))
                        .lackingFor(9))
                .isEmpty();
    }

    @Test
    void namesWhatIsMissingAndTheNodeThatComesNearest() {
        Shortage shortage = room(List.of(
                        World.node("far", "0.1", "16Mi", "10"),
                        World.node("near", "0.9", "4Gi", "10"),
                        World.node("full", "8", "8Gi", "0")))
                .lackingFor(3)
                .orElseThrow();

        assertThat(shortage.fit()).isEqualTo(1);
        assertThat(NodeRoom.words(shortage.lacking())).isEqualTo("cpu 1, memory 1024Mi, 2 pods");
        assertThat(shortage.nearest().orElseThrow().node()).isEqualTo("near");
        assertThat(NodeRoom.words(shortage.nearest().orElseThrow().lacks())).isEqualTo("cpu 0.1");
    }

    @Test
    void countsAPodAsTheSchedulerDoes() {
        Map<String, String> one = Map.of("cpu", "1", "memory", "1Gi");
        Map<String, String> three = Map.of("cpu", "3", "memory", "1Gi");

        assertThat(Requested.by(new Placed("a", List.of(one, one), List.of(), Map.of()))
                        .cpu())
                .isEqualByComparingTo("2");
        // An init container that ends gives back what it took.
        assertThat(Requested.by(new Placed("a", List.of(one, one), List.of(new Placed.Init(three, false)), Map.of()))
                        .cpu())
                .isEqualByComparingTo("3");
        // A sidecar stays, also beside the init containers that follow it.
        assertThat(Requested.by(new Placed(
                                "a",
                                List.of(one),
                                List.of(new Placed.Init(one, true), new Placed.Init(three, false)),
                                Map.of("cpu", "250m")))
                        .cpu())
                .isEqualByComparingTo("4.25");
    }

    @Test
    void readsWhatARenderedPodAsksForByItsLimitsWhereItHasNoRequests() {
        Map<String, Object> container = Map.of(
                "resources",
                Map.of("limits", Map.of("cpu", "500m", "memory", "512Mi"), "requests", Map.of("cpu", "100m")));
        Map<String, Object> workload =
                Map.of("spec", Map.of("template", Map.of("spec", Map.of("containers", List.of(container)))));

        Requested each = Requested.perPod(workload);

        assertThat(each.cpu()).isEqualByComparingTo("0.1");
        assertThat(each.memory()).isEqualByComparingTo(BigDecimal.valueOf(512L << 20));
        assertThat(each.pods()).isEqualTo(1);
    }

    /** Puts pods on nodes one after the other, each on the first that takes it, as a person would. */
    @Test
    void agreesWithPuttingPodsOnNodesOneByOne() {
        Random random = new Random(20261121);
        for (int round = 0; round < 2_000; round++) {
            Requested each = pod(
                    BigDecimal.valueOf(random.nextInt(8), 1).toPlainString(), Integer.toString(random.nextInt(8) * 64));
            List<Node> nodes = nodes(random);
            List<Placed> placed = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                placed.add(placed("node-" + random.nextInt(5), random.nextInt(900) + "m", random.nextInt(700) + "Mi"));
            }
            int wanted = 1 + random.nextInt(12);
            int one = oneByOne(each, nodes, placed, wanted);

            int fit = new NodeRoom(each, nodes, placed)
                    .lackingFor(wanted)
                    .map(Shortage::fit)
                    .orElse(wanted);

            assertThat(fit)
                    .as("round %s: %s on %s beside %s", round, each, nodes, placed)
                    .isEqualTo(one);
        }
    }

    private static List<Node> nodes(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> new Node(
                        "node-" + i,
                        random.nextInt(8) > 0,
                        random.nextInt(8) == 0,
                        random.nextInt(6) == 0 ? List.of("NoSchedule") : List.of(),
                        Map.of(
                                "cpu", random.nextInt(4000) + "m",
                                "memory", random.nextInt(3000) + "Mi",
                                "pods", Integer.toString(random.nextInt(8)))))
                .toList();
    }

    private static int oneByOne(Requested each, List<Node> nodes, List<Placed> placed, int wanted) {
        List<Placed> there = new ArrayList<>(placed);
        int fit = 0;
        while (fit < wanted) {
            boolean put = false;
            for (Node node : nodes) {
                if (!put && takes(node, each, there)) {
                    there.add(new Placed(
                            node.name(),
                            List.of(Map.of(
                                    "cpu",
                                    each.cpu().toPlainString(),
                                    "memory",
                                    each.memory().toPlainString())),
                            List.of(),
                            Map.of()));
                    put = true;
                }
            }
            if (!put) {
                return fit;
            }
            fit++;
        }
        return fit;
    }

    private static boolean takes(Node node, Requested each, List<Placed> there) {
        if (!node.ready() || node.cordoned() || !node.taints().isEmpty()) {
            return false;
        }
        List<Placed> here =
                there.stream().filter(pod -> pod.node().equals(node.name())).toList();
        return has(node, here, "cpu", each.cpu())
                && has(node, here, "memory", each.memory())
                && here.size() < amount(node, "pods").intValue();
    }

    /** Who asks for nothing of a resource is not turned away for lack of it, as the scheduler has it. */
    private static boolean has(Node node, List<Placed> here, String resource, BigDecimal asked) {
        return asked.signum() == 0 || sum(here, resource).add(asked).compareTo(amount(node, resource)) <= 0;
    }

    private static BigDecimal sum(List<Placed> pods, String resource) {
        return pods.stream()
                .map(pod -> Quantity.parse(pod.containers().get(0).getOrDefault(resource, "0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(Node node, String resource) {
        return Quantity.parse(node.allocatable().getOrDefault(resource, "0"));
    }

    private static NodeRoom room(List<Node> nodes) {
        return new NodeRoom(POD, nodes, List.of());
    }

    private static int fit(Node node, int wanted) {
        return room(List.of(node)).lackingFor(wanted).orElseThrow().fit();
    }

    private static Requested pod(String cpu, String mebibytes) {
        return new Requested(new BigDecimal(cpu), new BigDecimal(mebibytes).multiply(BigDecimal.valueOf(1 << 20)), 1);
    }

    private static Placed placed(String node, String cpu, String memory) {
        return new Placed(node, List.of(Map.of("cpu", cpu, "memory", memory)), List.of(), Map.of());
    }
}
