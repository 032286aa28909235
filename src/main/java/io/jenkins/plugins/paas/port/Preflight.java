package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Namespace;
import java.util.List;
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

    /** Whether the namespace is there. */
    boolean exists(Namespace namespace);

    /** What ResourceQuotas of the namespace leave. */
    List<Quota> quotas(Namespace namespace);

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
