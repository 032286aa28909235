package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Lock;

class FakeLockTest extends LockContract {
    private final FakeLock fake = new FakeLock();

    @Override
    protected Lock lock() {
        return fake;
    }

    @Override
    protected Lock other() {
        return fake;
    }

    @Override
    protected void holderDies() {
        fake.holderDies(app());
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }
}
