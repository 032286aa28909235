package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.ConfigStore;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Lock;
import io.jenkins.plugins.paas.port.Preflight;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.port.Sequence;
import java.util.Map;

/** Everything that is done with one cluster, over one set of requests. */
final class KubeConnection implements Connection {
    private static final KubePath WHO_AM_I = KubePath.of("authentication.k8s.io/v1", "selfsubjectreviews");

    private final KubeApi api;
    /** Those that remember what they have seen, which spares asking for it again. */
    private final Cluster cluster;

    private final ReleaseStore releases;
    private final AuditLog audit;

    KubeConnection(KubeApi api) {
        this.api = api;
        this.cluster = new KubeCluster(api);
        this.releases = new KubeReleaseStore(api);
        this.audit = new KubeAuditLog(api);
    }

    @Override
    public Actor.Identity whoAmI() {
        Tree user = Tree.of(api.review(WHO_AM_I, Map.of())).at("status").at("userInfo");
        return new Actor.Identity(user.text("username"), user.texts("groups"));
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public RolloutStore rollouts() {
        return new KubeRolloutStore(api);
    }

    @Override
    public ReleaseStore releases() {
        return releases;
    }

    @Override
    public ConfigStore configs() {
        return new KubeConfigStore(api);
    }

    @Override
    public Lock lock() {
        return new KubeLock(api);
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public Sequence sequence() {
        return new KubeSequence(api);
    }

    @Override
    public Preflight preflight() {
        return new KubePreflight(api);
    }

    @Override
    public void close() {
        api.close();
    }
}
