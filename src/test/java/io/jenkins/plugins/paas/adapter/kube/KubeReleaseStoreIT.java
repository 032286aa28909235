package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.testing.ReleaseStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeReleaseStoreIT extends ReleaseStoreContract {
    @RegisterExtension
    static final LiveNamespace NAMESPACE = new LiveNamespace();

    private final AppRef app = NAMESPACE.newApp();

    @Override
    protected ReleaseStore store() {
        return new KubeReleaseStore(NAMESPACE.api());
    }

    @Override
    protected AppRef app() {
        return app;
    }
}
