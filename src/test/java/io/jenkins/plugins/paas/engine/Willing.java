package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.port.Preflight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A cluster that allows everything but what is named.
 *
 * @param forbidden resources that may not be touched
 */
record Willing(List<Quota> all, Supplier<Nodes> around, Set<String> forbidden) implements Preflight {
    @Override
    public List<Permission> missing(Namespace namespace, List<Permission> wanted) {
        return wanted.stream()
                .filter(permission -> forbidden.contains(permission.resource()))
                .toList();
    }

    @Override
    public String serverVersion() {
        return "v1.34.4";
    }

    @Override
    public Optional<Boolean> exists(Namespace namespace) {
        return Optional.of(true);
    }

    @Override
    public Nodes nodes() {
        return around.get();
    }

    @Override
    public List<Quota> quotas(Namespace namespace) {
        return all;
    }
}
