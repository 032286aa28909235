package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.ConfigStore;

class FakeConfigStoreTest extends ConfigStoreContract {
    private final FakeConfigStore fake = new FakeConfigStore();

    @Override
    protected ConfigStore store() {
        return fake;
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }
}
