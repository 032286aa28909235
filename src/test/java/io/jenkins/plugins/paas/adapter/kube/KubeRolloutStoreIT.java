package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.testing.RolloutWatchContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeRolloutStoreIT extends RolloutWatchContract {
    @RegisterExtension
    static final LiveNamespace NAMESPACE = new LiveNamespace();

    private final AppRef app = NAMESPACE.newApp();

    @Override
    protected RolloutStore store() {
        return new KubeRolloutStore(NAMESPACE.api());
    }

    @Override
    protected AppRef app() {
        return app;
    }
}
