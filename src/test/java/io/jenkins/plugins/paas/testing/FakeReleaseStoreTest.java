package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.ReleaseStore;

class FakeReleaseStoreTest extends ReleaseStoreContract {
    private final FakeReleaseStore fake = new FakeReleaseStore();

    @Override
    protected ReleaseStore store() {
        return fake;
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }
}
