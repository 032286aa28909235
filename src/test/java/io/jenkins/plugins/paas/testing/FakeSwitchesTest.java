package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.port.Cluster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;

class FakeSwitchesTest extends SwitchesContract {
    private final FakeCluster cluster =
            new FakeCluster(Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC)).settlesByItself();

    @BeforeEach
    void makeTheNamespace() {
        cluster.ensureNamespace(namespace(), true);
    }

    @Override
    protected Cluster cluster() {
        return cluster;
    }

    @Override
    protected Namespace namespace() {
        return new Namespace("shop");
    }

    @Override
    protected Namespace absent() {
        return new Namespace("nowhere");
    }

    @Override
    protected void settle() {}

    @Override
    protected void someoneElseSets(KubeObject object, String path, Object value, String owner) {
        cluster.someoneElseSets(namespace(), object, path, value, owner);
    }
}
