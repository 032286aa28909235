package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.testing.SwitchesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeSwitchesIT extends SwitchesContract {
    @RegisterExtension
    static final LiveNamespace LIVE = new LiveNamespace();

    private final KubeCluster cluster = new KubeCluster(LIVE.api());

    @Override
    protected Cluster cluster() {
        return cluster;
    }

    @Override
    protected Namespace namespace() {
        return LIVE.namespace();
    }

    @Override
    protected Namespace absent() {
        return new Namespace("there-is-no-such-namespace");
    }

    @Override
    protected void settle() {}

    @Override
    protected void someoneElseSets(KubeObject object, String path, Object value, String owner) {
        LIVE.someoneElseSets(object, path, value, owner);
    }
}
