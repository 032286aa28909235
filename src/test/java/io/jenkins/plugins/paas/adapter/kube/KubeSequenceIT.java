package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Sequence;
import io.jenkins.plugins.paas.testing.SequenceContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeSequenceIT extends SequenceContract {
    @RegisterExtension
    static final LiveNamespace NAMESPACE = new LiveNamespace();

    private final AppRef app = NAMESPACE.newApp();

    @Override
    protected Sequence sequence() {
        return new KubeSequence(NAMESPACE.api());
    }

    @Override
    protected AppRef app() {
        return app;
    }
}
