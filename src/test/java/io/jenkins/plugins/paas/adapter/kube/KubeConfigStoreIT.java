package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.ConfigStore;
import io.jenkins.plugins.paas.testing.ConfigStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeConfigStoreIT extends ConfigStoreContract {
    @RegisterExtension
    static final LiveNamespace NAMESPACE = new LiveNamespace();

    private final AppRef app = NAMESPACE.newApp();

    @Override
    protected ConfigStore store() {
        return new KubeConfigStore(NAMESPACE.api());
    }

    @Override
    protected AppRef app() {
        return app;
    }
}
