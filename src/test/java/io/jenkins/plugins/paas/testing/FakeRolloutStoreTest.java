package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.RolloutStore;

class FakeRolloutStoreTest extends RolloutWatchContract {
    private final FakeRolloutStore fake = new FakeRolloutStore();

    @Override
    protected RolloutStore store() {
        return fake;
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }
}
