package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.AuditLog;

class FakeAuditLogTest extends AuditLogContract {
    private final FakeAuditLog fake = new FakeAuditLog();

    @Override
    protected AuditLog log() {
        return fake;
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }
}
