package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;

/** Brings an App and a cluster of the platform together. */
public final class Targets {
    private Targets() {}

    /**
     * Settles what a deploy of the App to the cluster is about.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_CLUSTER_UNKNOWN} when the platform has no such cluster,
     *     {@code E_CLUSTER_NOT_CONFIGURED} when the App names clusters, but not this one, {@code E_NAMESPACE} when the
     *     cluster's rule gives no valid namespace
     */
    public static Target resolve(App app, Platform platform, ClusterName cluster) {
        throw new UnsupportedOperationException("not written yet");
    }
}
