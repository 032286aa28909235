package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.ConfigStore;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Lock;
import io.jenkins.plugins.paas.port.Preflight;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.port.Sequence;

/** A Connection that passes everything on, so that a test can change one part of it. */
abstract class ForwardingConnection implements Connection {
    private final Connection real;

    ForwardingConnection(Connection real) {
        this.real = real;
    }

    @Override
    public Actor.Identity whoAmI() {
        return real.whoAmI();
    }

    @Override
    public Cluster cluster() {
        return real.cluster();
    }

    @Override
    public RolloutStore rollouts() {
        return real.rollouts();
    }

    @Override
    public ReleaseStore releases() {
        return real.releases();
    }

    @Override
    public ConfigStore configs() {
        return real.configs();
    }

    @Override
    public Lock lock() {
        return real.lock();
    }

    @Override
    public AuditLog audit() {
        return real.audit();
    }

    @Override
    public Sequence sequence() {
        return real.sequence();
    }

    @Override
    public Preflight preflight() {
        return real.preflight();
    }

    @Override
    public void close() {
        real.close();
    }
}
