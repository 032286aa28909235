package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.testing.AuditLogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeAuditLogIT extends AuditLogContract {
    @RegisterExtension
    static final LiveNamespace NAMESPACE = new LiveNamespace();

    private final AppRef app = NAMESPACE.newApp();

    @Override
    protected AuditLog log() {
        return new KubeAuditLog(NAMESPACE.api(), 3);
    }

    @Override
    protected AppRef app() {
        return app;
    }
}
