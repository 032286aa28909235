package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for signs that a pod without a node may yet get one: autoscalers and nodes that are coming. */
final class Growth {
    /** A node that has been away or closed for longer is not coming. */
    private static final Duration COMING = Duration.ofMinutes(15);

    /** Longer than the scheduler waits before it tries a pod again; until then its last word knows nothing of the node. */
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(15);

    private final Supplier<Surroundings> surroundings;
    private final InstantSource clock;
    private final Consumer<Duration> askAgain;
    private @Nullable Set<String> open;
    private Optional<Joined> joined = Optional.empty();

    /**
     * Made for one look.
     *
     * @param surroundings asked only when a pod finds no node
     */
    Growth(Supplier<Surroundings> surroundings) {
        this(surroundings, InstantSource.system(), pause -> {});
    }

    /**
     * Made for one watch, which looks again and again.
     *
     * @param surroundings asked only when a pod finds no node
     * @param clock the time
     * @param askAgain told how long a sign lasts that goes without anything else changing
     */
    Growth(Supplier<Surroundings> surroundings, InstantSource clock, Consumer<Duration> askAgain) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.askAgain = askAgain;
    }

    /** A node that was not there or took no pods the time before. */
    private record Joined(String node, Instant at) {}

    /**
     * What the cluster around the App looks like.
     *
     * @param known false while nobody has looked yet
     * @param scaler the autoscaler that works there: {@code cluster-autoscaler} or {@code karpenter}
     * @param nodes all nodes; empty also where we may not see them, if {@code mayList} is false
     * @param mayList whether we may see the nodes
     */
    record Surroundings(boolean known, Optional<String> scaler, Collection<NodeView> nodes, boolean mayList) {
        static final Surroundings UNKNOWN = new Surroundings(false, Optional.empty(), List.of(), false);
    }

    /**
     * A node.
     *
     * @param name its name
     * @param closedSince since when it takes no pods, and why
     * @param why why it takes none: it is starting or away, cordoned, or not set up yet
     */
    record NodeView(String name, Optional<Instant> closedSince, String why) {
        static Optional<NodeView> of(Tree node) {
            Tree metadata = node.at("metadata");
            Instant made = metadata.time("creationTimestamp").orElse(Instant.EPOCH);
            String name = metadata.text("name");
            Optional<Tree> ready = node.at("status").trees("conditions").stream()
                    .filter(each -> each.text("type").equals("Ready"))
                    .findFirst();
            if (ready.filter(each -> each.text("status").equals("True")).isEmpty()) {
                Instant since =
                        ready.flatMap(each -> each.time("lastTransitionTime")).orElse(made);
                return Optional.of(new NodeView(name, Optional.of(since), "is not ready yet"));
            }
            if (node.at("spec").flag("unschedulable")) {
                Instant since = taint(node, "node.kubernetes.io/unschedulable")
                        .flatMap(each -> each.time("timeAdded"))
                        .orElse(made);
                return Optional.of(new NodeView(name, Optional.of(since), "is cordoned"));
            }
            if (taint(node, "node.cloudprovider.kubernetes.io/uninitialized").isPresent()) {
                return Optional.of(new NodeView(name, Optional.of(made), "is being set up"));
            }
            return Optional.of(new NodeView(name, Optional.empty(), ""));
        }

        private static Optional<Tree> taint(Tree node, String key) {
            return node.at("spec").trees("taints").stream()
                    .filter(each -> each.text("key").equals(key))
                    .findFirst();
        }
    }

    /** The sign, in words; nothing when there is none, or every pod has its node. */
    Optional<String> sign(List<PodView> pods, List<SeenEvent> events) {
        List<EventView> told = events.stream().map(SeenEvent::view).toList();
        List<String> waiting = pods.stream()
                .filter(pod -> !pod.leaving() && pod.unscheduled(told).isPresent())
                .map(PodView::name)
                .toList();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<SeenEvent> about = events.stream()
                .filter(event -> event.view().kind().equals("Pod")
                        && waiting.contains(event.view().name()))
                .toList();
        Optional<String> announced = announced(about);
        if (announced.isPresent()) {
            return announced;
        }
        Surroundings around = surroundings.get();
        if (!around.known()) {
            return Optional.of("whether nodes may join is being looked up");
        }
        notice(around);
        return around.scaler()
                .filter(scaler -> !declined(scaler, waiting, about))
                .map(scaler -> scaler + " is at work and has not said that it cannot help")
                .or(() -> coming(around))
                .or(this::justJoined);
    }

    private void notice(Surroundings around) {
        Set<String> before = open;
        Set<String> now = around.nodes().stream()
                .filter(node -> node.closedSince().isEmpty())
                .map(NodeView::name)
                .collect(Collectors.toSet());
        open = now;
        if (before != null) {
            now.stream()
                    .filter(node -> !before.contains(node))
                    .min(String::compareTo)
                    .ifPresent(node -> {
                        joined = Optional.of(new Joined(node, clock.instant()));
                        askAgain.accept(TRIED_AGAIN);
                    });
        }
    }

    private Optional<String> justJoined() {
        return joined.filter(node -> clock.instant().isBefore(node.at().plus(TRIED_AGAIN)))
                .map(node -> "node " + node.node() + " has just joined");
    }

    /** The newest word of an autoscaler, if it promises a node. */
    private static Optional<String> announced(List<SeenEvent> events) {
        return events.stream()
                .filter(event -> promises(event) || declines(event))
                .max(Comparator.comparing(event -> event.view().last()))
                .filter(Growth::promises)
                .map(event -> event.view().reason() + ": " + event.view().message());
    }

    private static boolean promises(SeenEvent event) {
        String reason = event.view().reason();
        return reason.equals("TriggeredScaleUp")
                || (reason.equals("Nominated") && event.source().contains("karpenter"));
    }

    private static boolean declines(SeenEvent event) {
        String reason = event.view().reason();
        return reason.equals("NotTriggerScaleUp")
                || (reason.equals("FailedScheduling") && event.source().contains("karpenter"));
    }

    /** Whether the autoscaler said of each waiting pod that it cannot help. */
    private static boolean declined(String scaler, List<String> waiting, List<SeenEvent> events) {
        return events.stream()
                .filter(Growth::declines)
                .filter(event -> event.source().contains(scaler))
                .map(event -> event.view().name())
                .collect(Collectors.toSet())
                .containsAll(waiting);
    }

    private Optional<String> coming(Surroundings around) {
        if (!around.mayList()) {
            return Optional.empty();
        }
        if (around.nodes().isEmpty()) {
            return Optional.of("the cluster has no node yet");
        }
        Instant horizon = clock.instant().minus(COMING);
        return around.nodes().stream()
                .filter(node -> node.closedSince()
                        .filter(since -> since.isAfter(horizon))
                        .isPresent())
                .min(Comparator.comparing(NodeView::name))
                .map(node -> "node " + node.name() + " " + node.why());
    }
}
