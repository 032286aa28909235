package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Target;

/**
 * An App in a cluster; all that is needed where its {@code paas.yaml} is not.
 *
 * @param cluster which cluster
 * @param ref which App, in which namespace
 */
public record Place(ClusterSpec cluster, AppRef ref) {
    /** The place of a target. */
    public static Place of(Target target) {
        return new Place(target.cluster(), target.ref());
    }

    /** {@code namespace/app in cluster}, as messages name it. */
    @Override
    public String toString() {
        return ref + " in " + cluster.name();
    }
}
