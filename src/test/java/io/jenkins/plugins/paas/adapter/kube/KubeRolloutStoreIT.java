package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.testing.RolloutStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeRolloutStoreIT extends RolloutStoreContract {
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
