package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder;
import io.jenkins.plugins.paas.port.Registry;

class FakeImageBuilderTest extends ImageBuilderContract {
    private final FakeRegistry registry = new FakeRegistry();

    @Override
    protected ImageBuilder builder() {
        return new FakeImageBuilder(registry);
    }

    @Override
    protected Registry registry() {
        return registry;
    }

    @Override
    protected Repository repository() {
        return new Repository("registry.example.com", "apps/hello");
    }
}
