package io.jenkins.plugins.paas.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a cluster shows of one App at one moment: plain facts, no judgement. Deciding and diagnosing work on this alone.
 *
 * @param workload the Deployment or StatefulSet
 * @param sets its ReplicaSets; empty for a StatefulSet
 * @param pods its pods, those that are leaving included
 * @param events events of the workload, its sets, its pods and its claims, oldest first; of a StatefulSet also those by which
 *     nodes refused pods that are gone
 * @param growth why more room for pods may come by itself: an autoscaler's announcement, a node that is joining; nothing
 *     when no sign of it is seen
 * @param services the App's Service and its preview, those that are there
 * @param scaler the autoscaler of its workload, whoever made it
 */
public record Observation(
        Optional<WorkloadView> workload,
        List<SetView> sets,
        List<PodView> pods,
        List<EventView> events,
        Optional<String> growth,
        List<ServiceView> services,
        Optional<ScalerView> scaler) {
    public Observation {
        sets = List.copyOf(sets);
        pods = List.copyOf(pods);
        events = List.copyOf(events);
        services = List.copyOf(services);
    }

    /** Nothing there. */
    public static final Observation NOTHING = new Observation(
            Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());

    /**
     * A Deployment or StatefulSet.
     *
     * @param kind which of both
     * @param name its name
     * @param generation {@code metadata.generation}
     * @param observedGeneration {@code status.observedGeneration}; below {@code generation} the rest is out of date
     * @param release the Release in its pod template's label, when it has one
     * @param image the image of the App's container in its template
     * @param template a fingerprint of its pod template's labels and {@code spec}; annotations, such as the mark of {@code kubectl
     *     rollout restart}, do not change what runs
     * @param desired {@code spec.replicas}
     * @param total {@code status.replicas}
     * @param updated {@code status.updatedReplicas}
     * @param ready {@code status.readyReplicas}
     * @param available {@code status.availableReplicas}
     * @param paused {@code spec.paused}
     * @param updateRevision {@code status.updateRevision} of a StatefulSet
     * @param currentRevision {@code status.currentRevision} of a StatefulSet
     * @param pace how fast a Deployment replaces pods; {@link Pace#DEFAULT} for a StatefulSet
     * @param partition {@code updateStrategy.rollingUpdate.partition} of a StatefulSet, 0 for a Deployment
     * @param conditions its conditions
     */
    public record WorkloadView(
            RunSpec.Workload kind,
            String name,
            long generation,
            long observedGeneration,
            Optional<Long> release,
            Optional<String> image,
            String template,
            int desired,
            int total,
            int updated,
            int ready,
            int available,
            boolean paused,
            Optional<String> updateRevision,
            Optional<String> currentRevision,
            Pace pace,
            int partition,
            List<Condition> conditions) {
        public WorkloadView {
            conditions = List.copyOf(conditions);
        }

        /** Which pod of a StatefulSet bears that name, counted from 0; its pods get the same names again. */
        public OptionalInt ordinal(String pod) {
            String number = pod.startsWith(name + "-") ? pod.substring(name.length() + 1) : "";
            return kind == RunSpec.Workload.STATEFUL_SET && number.matches("[0-9]{1,9}")
                    ? OptionalInt.of(Integer.parseInt(number))
                    : OptionalInt.empty();
        }
    }

    /**
     * A condition of any object.
     *
     * @param type such as {@code ReplicaFailure}
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param reason one word
     * @param message for people
     * @param since when its status last changed, where the cluster says so
     */
    public record Condition(String type, String status, String reason, String message, Optional<Instant> since) {
        /** One of which nobody asks since when. */
        public Condition(String type, String status, String reason, String message) {
            this(type, status, reason, message, Optional.empty());
        }

        /** Whether it holds. */
        public boolean holds() {
            return status.equals("True");
        }
    }

    /**
     * A ReplicaSet.
     *
     * @param name its name
     * @param release the Release in its pods' label
     * @param hash {@code pod-template-hash}
     * @param revision {@code deployment.kubernetes.io/revision}, 0 when missing
     * @param desired {@code spec.replicas}
     * @param total {@code status.replicas}
     * @param ready {@code status.readyReplicas}
     * @param available {@code status.availableReplicas}
     * @param conditions its conditions ({@code ReplicaFailure} tells of quota and admission)
     */
    public record SetView(
            String name,
            Optional<Long> release,
            String hash,
            long revision,
            int desired,
            int total,
            int ready,
            int available,
            List<Condition> conditions) {
        public SetView {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A Service.
     *
     * @param name its name
     * @param selector {@code spec.selector}
     */
    public record ServiceView(String name, Map<String, String> selector) {
        public ServiceView {
            selector = Map.copyOf(selector);
        }

        /** The labels that it asks for beside the App's name. */
        public Map<String, String> pin() {
            Map<String, String> pin = new TreeMap<>(selector);
            pin.remove(Labels.NAME);
            return pin;
        }

        /** Whether it sends requests to the pods of one Release or one set only, as we let it for a while. */
        public boolean isPinned() {
            return selector.containsKey(Labels.RELEASE) || selector.containsKey(Pin.HASH);
        }
    }

    /**
     * A HorizontalPodAutoscaler.
     *
     * @param name its name
     * @param min {@code spec.minReplicas}
     * @param max {@code spec.maxReplicas}
     * @param scalesDown false while {@code behavior.scaleDown.selectPolicy} is {@code Disabled}
     */
    public record ScalerView(String name, int min, int max, boolean scalesDown) {}

    /**
     * A pod.
     *
     * @param name its name
     * @param release the Release in its label
     * @param revision {@code controller-revision-hash} or {@code pod-template-hash}
     * @param node the node that it was put on
     * @param phase {@code status.phase}
     * @param reason {@code status.reason}, such as {@code Evicted}; empty when there is none
     * @param message {@code status.message}: what the kubelet says about it; empty when it says nothing
     * @param ready condition {@code Ready}
     * @param createdAt {@code metadata.creationTimestamp}
     * @param readySince when condition {@code Ready} became true; nothing while it is not
     * @param unreadySince when condition {@code Ready} became false ({@code lastTransitionTime}); nothing while it is
     *     true or missing. Later than the start of a container, it tells that the pod was ready in between
     * @param nominated {@code status.nominatedNodeName}: the node that the scheduler makes room on for it
     * @param leavingSince {@code metadata.deletionTimestamp} less the grace period: when its deletion was asked for
     * @param goneBy {@code metadata.deletionTimestamp}: when it should be gone
     * @param finalizers what holds its deletion up
     * @param startsWithin how long it may take until it is ready for the first time ({@link Labels#STARTS_WITHIN})
     * @param containers init containers first
     * @param conditions its conditions
     */
    public record PodView(
            String name,
            Optional<Long> release,
            String revision,
            Optional<String> node,
            String phase,
            String reason,
            String message,
            boolean ready,
            Instant createdAt,
            Optional<Instant> readySince,
            Optional<Instant> unreadySince,
            Optional<String> nominated,
            Optional<Instant> leavingSince,
            Optional<Instant> goneBy,
            List<String> finalizers,
            Optional<Duration> startsWithin,
            List<ContainerView> containers,
            List<Condition> conditions) {
        public PodView {
            finalizers = List.copyOf(finalizers);
            containers = List.copyOf(containers);
            conditions = List.copyOf(conditions);
        }

        /** Whether it is being deleted. */
        public boolean leaving() {
            return leavingSince.isPresent();
        }

        /** Whether it ran to its end, as one that was evicted has: it stays to be looked at, and its set makes another. */
        public boolean ended() {
            return phase.equals("Failed") || phase.equals("Succeeded");
        }

        /** Whether a node refused it or took it off again: no container's own end leaves a reason. */
        public boolean refused() {
            return phase.equals("Failed") && !reason.isBlank();
        }

        /** Restarts of all its containers. */
        public int restarts() {
            return containers.stream().mapToInt(ContainerView::restarts).sum();
        }

        /** The condition of that type. */
        public Optional<Condition> condition(String type) {
            return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
        }

        /**
         * Why the scheduler finds no node for it, if it looked and found none: its word comes as an event and in the
         * pod's status, either one first.
         *
         * @param events of the cluster, oldest first
         */
        public Optional<String> unscheduled(Collection<EventView> events) {
            Optional<Condition> scheduled = condition("PodScheduled");
            if (node.isPresent() || scheduled.filter(Condition::holds).isPresent()) {
                return Optional.empty();
            }
            return scheduled
                    .filter(c -> c.reason().equals("Unschedulable"))
                    .map(Condition::message)
                    .or(() -> events.stream()
                            .filter(event -> event.reason().equals("FailedScheduling") && event.isAbout(this))
                            .reduce((older, newer) -> newer)
                            .map(EventView::message));
        }
    }

    /**
     * A container of a pod.
     *
     * @param name its name
     * @param init whether it is an init container
     * @param image what it should run
     * @param ready whether its readiness probe succeeds
     * @param started whether its startup probe has succeeded
     * @param restarts {@code restartCount}
     * @param state what it does now
     * @param last how it ended the last time
     * @param memoryLimit {@code resources.limits.memory} as a Kubernetes quantity
     * @param probes its checks, by {@code startup}, {@code readiness}, {@code liveness}
     */
    public record ContainerView(
            String name,
            boolean init,
            String image,
            boolean ready,
            boolean started,
            int restarts,
            State state,
            Optional<State.Terminated> last,
            Optional<String> memoryLimit,
            Map<String, ProbeView> probes) {
        public ContainerView {
            probes = Map.copyOf(probes);
        }
    }

    /**
     * The times of a probe, in whole seconds.
     *
     * @param delay {@code initialDelaySeconds}
     * @param period {@code periodSeconds}
     * @param timeout {@code timeoutSeconds}
     * @param failures {@code failureThreshold}
     * @param what what it asks, in words, such as {@code GET :8080/health}
     */
    public record ProbeView(int delay, int period, int timeout, int failures, String what) {}

    /** What a container does. */
    public sealed interface State {
        /**
         * It waits to start.
         *
         * @param reason such as {@code ImagePullBackOff}
         * @param message for people
         */
        record Waiting(String reason, String message) implements State {}

        /**
         * It runs.
         *
         * @param since when it started
         */
        record Running(Instant since) implements State {}

        /**
         * It ended.
         *
         * @param exitCode its exit code
         * @param signal the signal that ended it, 0 when none is known
         * @param reason such as {@code OOMKilled}
         * @param message what it left in its termination message
         * @param startedAt when it had started
         * @param finishedAt when it ended
         */
        record Terminated(
                int exitCode,
                int signal,
                String reason,
                String message,
                Optional<Instant> startedAt,
                Optional<Instant> finishedAt)
                implements State {}
    }

    /**
     * An event, of either API ({@code v1} or {@code events.k8s.io/v1}).
     *
     * @param kind the kind of the object that it is about
     * @param name that object's name
     * @param container which container of a pod, where the event says so
     * @param node the node whose kubelet tells it
     * @param warning whether its type is {@code Warning}
     * @param reason one word
     * @param message for people
     * @param count how often it happened, 1 or more
     * @param first when it first happened
     * @param last when it last happened
     */
    public record EventView(
            String kind,
            String name,
            Optional<String> container,
            Optional<String> node,
            boolean warning,
            String reason,
            String message,
            int count,
            Instant first,
            Instant last) {
        /**
         * Reasons of the kubelet beside the resources that it is out of.
         *
         * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/kubelet.go">admissionRejectionReasons</a>
         */
        private static final Set<String> REFUSALS = Set.of(
                "AppArmor",
                "Evicted",
                "InitContainerRestartPolicyForbidden",
                "InvalidNodeInfo",
                "NodeAffinity",
                "NodeName",
                "NodePorts",
                "NodeShutdown",
                "PodLevelResourcesNotSupported",
                "PodOSNotSupported",
                "PodOSSelectorNodeLabelDoesNotMatch",
                "Preempting",
                "SMTAlignmentError",
                "SupplementalGroupsPolicyNotSupported",
                "SysctlForbidden",
                "TaintToleration",
                "TopologyAffinityError",
                "UnexpectedAdmissionError",
                "UnexpectedPredicateFailureType",
                "UnknownReason",
                "VolumeAttachmentLimitExceeded");

        /**
         * Whether it is about a pod. A StatefulSet gives a new pod the old one's name; what happened before it was made is
         * not about it.
         */
        public boolean isAbout(PodView pod) {
            return kind.equals("Pod") && name.equals(pod.name()) && !last.isBefore(pod.createdAt());
        }

        /** Whether a node refused a pod with it, or took it off again; other failures of pods have reasons of their own. */
        public boolean refusal() {
            return kind.equals("Pod")
                    && warning
                    && node.isPresent()
                    && (reason.startsWith("OutOf") || REFUSALS.contains(reason));
        }

        /** Whether it may be about a container of its pod: an event that names none may be about any. */
        public boolean mayBeAbout(ContainerView of) {
            return container.map(of.name()::equals).orElse(true);
        }
    }
}
