package io.jenkins.plugins.paas.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an App runs in one cluster: complete, with every default filled in.
 *
 * @param workload what kind of Kubernetes workload
 * @param replicas how many pods; where {@code autoscale} is given, only how many to start with
 * @param autoscale limits and targets of the autoscaler
 * @param port the container port that requests go to, 1 to 65535; nothing for an App that serves none
 * @param service how the port is offered to others
 * @param health the three kinds of check
 * @param resources CPU and memory
 * @param env environment variables, by name
 * @param config where the App's configuration files are and appear
 * @param volumes storage and mounted objects
 * @param security what the containers may do
 * @param sysctls settings of the kernel for its pods
 * @param shutdown how a pod leaves
 * @param strategy how a new Release comes in
 * @param rollout its time limits
 */
public record RunSpec(
        Workload workload,
        int replicas,
        Optional<Autoscale> autoscale,
        Optional<Integer> port,
        ServiceSpec service,
        Health health,
        Resources resources,
        Map<String, EnvValue> env,
        Optional<ConfigSpec> config,
        List<Volume> volumes,
        Security security,
        List<Sysctl> sysctls,
        Shutdown shutdown,
        Strategy strategy,
        RolloutPolicy rollout) {
    public RunSpec {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        volumes = List.copyOf(volumes);
        sysctls = List.copyOf(sysctls);
    }

    /** The kind of Kubernetes workload. */
    public enum Workload {
        DEPLOYMENT("Deployment"),
        STATEFUL_SET("StatefulSet");

        private final String kind;

        Workload(String kind) {
            this.kind = kind;
        }

        /** The Kubernetes kind, in group {@code apps/v1}. */
        public String kind() {
            return kind;
        }
    }

    /**
     * The autoscaler's limits and targets.
     *
     * @param min fewest pods, 1 or more
     * @param max most pods, {@code min} or more
     * @param cpuPercent wanted use of the CPU request, 1 or more
     * @param memoryPercent wanted use of the memory request, 1 or more
     * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/">
     *     HorizontalPodAutoscaler v2</a>
     */
    public record Autoscale(int min, int max, Optional<Integer> cpuPercent, Optional<Integer> memoryPercent) {}

    /**
     * How the port is offered.
     *
     * @param type the Service's type
     * @param port the Service's port, 1 to 65535
     * @param nodePort a fixed port on every node, 30000 to 32767 unless the cluster says otherwise
     */
    public record ServiceSpec(Type type, int port, Optional<Integer> nodePort) {
        /** {@code spec.type} of the Service. */
        public enum Type {
            CLUSTER_IP("ClusterIP"),
            NODE_PORT("NodePort"),
            LOAD_BALANCER("LoadBalancer");

            private final String kubernetesName;

            Type(String kubernetesName) {
                this.kubernetesName = kubernetesName;
            }

            /** The value in {@code spec.type}. */
            public String kubernetesName() {
                return kubernetesName;
            }
        }
    }

    /**
     * CPU and memory; requests equal to limits give the quality of service {@code Guaranteed}.
     *
     * @param cpu the limit
     * @param memory the limit
     * @param cpuRequest what is reserved, at most the limit
     * @param memoryRequest what is reserved, at most the limit
     */
    public record Resources(Cpu cpu, Memory memory, Cpu cpuRequest, Memory memoryRequest) {}

    /**
     * The App's configuration files.
     *
     * @param folder relative to the App's folder; its files become one Config version
     * @param mountPath an absolute path in the container
     * @param at where the App's file names the folder
     * @param path the same within the document, such as {@code clusters.test-1.config}
     */
    public record ConfigSpec(Path folder, String mountPath, Location at, String path) {}

    /**
     * What the containers may do; the defaults are the strictest that most programs run under.
     *
     * @param runAsUser the numeric user; nothing leaves the image's own
     * @param fsGroup the numeric group that may write to storage; nothing leaves its ownership alone
     * @param runAsNonRoot refuse to start as user 0
     * @param readOnlyRootFilesystem nothing but {@code writable} and volumes can be written
     * @param writable absolute paths that get an empty, writable folder of the pod's own
     * @param privileged all rights of the node; implies that the rest is loosened
     */
    public record Security(
            Optional<Long> runAsUser,
            Optional<Long> fsGroup,
            boolean runAsNonRoot,
            boolean readOnlyRootFilesystem,
            List<String> writable,
            boolean privileged) {
        public Security {
            writable = List.copyOf(writable);
        }
    }

    /**
     * How a pod leaves, so that no request is lost.
     *
     * @param drain how long the container still serves after it was taken out of the endpoints, whole seconds, 0 or more
     *     ({@code lifecycle.preStop.sleep})
     * @param grace how long it then has between SIGTERM and SIGKILL, whole seconds, 0 or more
     */
    public record Shutdown(Duration drain, Duration grace) {}

    /**
     * Time limits of a Rollout.
     *
     * @param timeout how long it may work without finishing; waiting at a gate does not count
     * @param rollback whether a failed one goes back to the last good Release by itself
     * @param gates what the strategies with gates do there
     */
    public record RolloutPolicy(Duration timeout, boolean rollback, GatePolicy gates) {
        /** With the usual gates. */
        public RolloutPolicy(Duration timeout, boolean rollback) {
            this(timeout, rollback, GatePolicy.DEFAULT);
        }
    }

    /**
     * What the strategies with gates do there.
     *
     * @param firstPodTraffic whether the first pods of strategy {@code manual} get requests before they are confirmed
     * @param hold how long a canary keeps the old set after all traffic moved, 0 or more
     * @param autoPromote promote by itself after so long without a failed probe or restart; nothing waits for a person
     * @param timeout how long a gate may wait for a person; nothing waits for ever
     * @param onTimeout what follows then
     */
    public record GatePolicy(
            boolean firstPodTraffic,
            Duration hold,
            Optional<Duration> autoPromote,
            Optional<Duration> timeout,
            OnTimeout onTimeout) {
        /** Wait for a person for as long as it takes; hold nothing. */
        public static final GatePolicy DEFAULT =
                new GatePolicy(true, Duration.ZERO, Optional.empty(), Optional.empty(), OnTimeout.ABORT);

        /**
         * The same where only persons may promote: time does not. A gate then waits for as long as it takes, unless it is to
         * be aborted.
         */
        public GatePolicy byPersonsOnly() {
            boolean aborts = onTimeout == OnTimeout.ABORT;
            return new GatePolicy(
                    firstPodTraffic, hold, Optional.empty(), aborts ? timeout : Optional.empty(), OnTimeout.ABORT);
        }

        /** What follows when nobody came. */
        public enum OnTimeout {
            ABORT,
            PROMOTE
        }
    }
}
