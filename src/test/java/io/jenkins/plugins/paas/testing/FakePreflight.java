package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.port.Preflight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rights and quotas as a test sets them; without a word everything is allowed and there is no limit. */
public final class FakePreflight implements Preflight {
    private final Set<String> denied = new HashSet<>();
    private final Set<Namespace> absent = new HashSet<>();
    private final List<Quota> quotas = new ArrayList<>();

    /** We may not do this, such as {@code create deployments.apps}. */
    public FakePreflight denies(String permission) {
        denied.add(permission);
        return this;
    }

    public FakePreflight lacks(Namespace namespace) {
        absent.add(namespace);
        return this;
    }

    public FakePreflight limits(Quota quota) {
        quotas.add(quota);
        return this;
    }

    @Override
    public List<Permission> missing(Namespace namespace, List<Permission> wanted) {
        return wanted.stream().filter(each -> denied.contains(each.toString())).toList();
    }

    @Override
    public String serverVersion() {
        return "v1.34.4";
    }

    @Override
    public Optional<Boolean> exists(Namespace namespace) {
        return Optional.of(!absent.contains(namespace));
    }

    @Override
    public Nodes nodes() {
        return new Nodes(List.of(), List.of(), Optional.empty());
    }

    @Override
    public List<Quota> quotas(Namespace namespace) {
        return List.copyOf(quotas);
    }
}
