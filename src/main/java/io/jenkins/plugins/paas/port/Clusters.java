package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.ClusterSpec;

/** The way to every cluster of the platform. */
public interface Clusters {
    /**
     * Opens a connection; nothing is asked of the cluster yet.
     *
     * @param cluster which one
     * @return to be closed by the caller
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_CONTEXT_UNKNOWN} when the kubeconfig has no such context
     *     (with the names it has), {@code E_KUBECONFIG} when it cannot be read
     */
    Connection connect(ClusterSpec cluster);
}
