package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.port.Preflight;
import java.util.List;

/** A cluster that allows everything but to read logs. */
record Willing(List<Quota> all) implements Preflight {
    @Override
    public List<Permission> missing(Namespace namespace, List<Permission> wanted) {
        return wanted.stream()
                .filter(permission -> permission.resource().equals("pods/log"))
                .toList();
    }

    @Override
    public String serverVersion() {
        return "v1.34.4";
    }

    @Override
    public boolean exists(Namespace namespace) {
        return true;
    }

    @Override
    public List<Quota> quotas(Namespace namespace) {
        return all;
    }
}
