package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Actor;

/** An open way to one cluster, with everything that is kept in it. Closing it ends its watches and frees its threads. */
public interface Connection extends AutoCloseable {
    /**
     * Who we are to this cluster.
     *
     * @return the API server's own answer
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_CLUSTER_UNREACHABLE}, {@code E_NOT_SIGNED_IN}
     */
    Actor.Identity whoAmI();

    /** The App's objects. */
    Cluster cluster();

    /** Saved Rollouts. */
    RolloutStore rollouts();

    /** Saved Releases. */
    ReleaseStore releases();

    /** Config versions. */
    ConfigStore configs();

    /** The lock of each App. */
    Lock lock();

    /** Audit lines. */
    AuditLog audit();

    /** Numbers of builds. */
    Sequence sequence();

    /** What we may do and what there is room for. */
    Preflight preflight();

    @Override
    void close();
}
