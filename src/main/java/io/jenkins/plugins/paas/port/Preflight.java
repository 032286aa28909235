package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be learned before anything is changed. */
public interface Preflight {
    /**
     * Asks for each permission whether we have it (SelfSubjectAccessReview).
     *
     * @return those that are missing
     */
    List<Permission> missing(Namespace namespace, List<Permission> wanted);

    /** The API server's version, such as {@code v1.34.4}. */
    String serverVersion();

    /** Whether the namespace is there; nothing for whoever has rights in it alone and may not look at it. */
    Optional<Boolean> exists(Namespace namespace);

    /** What ResourceQuotas of the namespace leave. */
    List<Quota> quotas(Namespace namespace);

    /**
     * What nodes there are and what stands on them.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_FORBIDDEN} where we may not list nodes, or pods of all
     *     namespaces
     */
    Nodes nodes();

    /**
     * The nodes of a cluster.
     *
     * @param all every node
     * @param placed every pod on one of them that has not ended
     * @param scaler the autoscaler that brings more nodes: {@code cluster-autoscaler} or {@code karpenter}
     */
    record Nodes(List<Node> all, List<Placed> placed, Optional<String> scaler) {
        public Nodes {
            all = List.copyOf(all);
            placed = List.copyOf(placed);
        }
    }

    /**
     * A node.
     *
     * @param name its name
     * @param ready condition {@code Ready}
     * @param cordoned {@code spec.unschedulable}
     * @param taints the effects of its taints, such as {@code NoSchedule}
     * @param allocatable {@code status.allocatable}, as Kubernetes quantities
     */
    record Node(String name, boolean ready, boolean cordoned, List<String> taints, Map<String, String> allocatable) {
        public Node {
            taints = List.copyOf(taints);
            allocatable = Map.copyOf(allocatable);
        }
    }

    /**
     * A pod on a node, as far as the scheduler counts it.
     *
     * @param node the node's name
     * @param containers the requests of each container, as Kubernetes quantities
     * @param inits its init containers, in order
     * @param overhead {@code spec.overhead}
     */
    record Placed(String node, List<Map<String, String>> containers, List<Init> inits, Map<String, String> overhead) {
        public Placed {
            containers = List.copyOf(containers);
            inits = List.copyOf(inits);
            overhead = Map.copyOf(overhead);
        }

        /**
         * An init container.
         *
         * @param requests its requests
         * @param keepsRunning whether it runs beside the containers ({@code restartPolicy: Always})
         */
        public record Init(Map<String, String> requests, boolean keepsRunning) {}
    }

    /**
     * A right on a kind of object.
     *
     * @param verb such as {@code create}
     * @param group API group; empty for the core
     * @param resource plural, such as {@code deployments}; with a subresource {@code pods/log}
     * @param why what it is needed for
     */
    record Permission(String verb, String group, String resource, String why) {
        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    /**
     * One limit of a ResourceQuota.
     *
     * @param name the ResourceQuota
     * @param resource such as {@code limits.cpu}
     * @param hard the limit, as a Kubernetes quantity
     * @param used what is used, as a Kubernetes quantity
     */
    record Quota(String name, String resource, String hard, Optional<String> used) {}
}
