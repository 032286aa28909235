package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.Registry;

class FakeRegistryTest extends RegistryContract {
    private final FakeRegistry fake = new FakeRegistry();

    @Override
    protected Registry registry() {
        return fake;
    }

    @Override
    protected Repository repository(String name) {
        return new Repository("registry.example.com", name);
    }

    @Override
    protected Digest push(ImageRef to, String content) {
        Digest digest = new Digest("sha256:" + Sha256.of(content));
        fake.push(to, digest);
        return digest;
    }
}
