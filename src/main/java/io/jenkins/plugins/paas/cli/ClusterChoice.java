package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.DnsLabel;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cluster that a person named; never one that was not. */
final class ClusterChoice {
    private ClusterChoice() {}

    static ClusterName of(Optional<String> named, Platform platform) {
        String name = named.orElseThrow(() -> invalid("E_CLUSTER_MISSING", "no cluster is named", platform));
        DnsLabel.problemWith(name, ClusterName.LONGEST).ifPresent(problem -> {
            throw invalid("E_CLUSTER_UNKNOWN", "the cluster's name " + problem, platform);
        });
        return new ClusterName(name);
    }

    /** The cluster itself, which must be one of the platform's. */
    static ClusterSpec spec(String named, Platform platform) {
        return platform.cluster(of(Optional.of(named), platform))
                .orElseThrow(
                        () -> invalid("E_CLUSTER_UNKNOWN", "the platform has no cluster '" + named + "'", platform));
    }

    private static PaasException invalid(String code, String what, Platform platform) {
        String known = platform.clusters().stream()
                .map(ClusterSpec::name)
                .map(ClusterName::value)
                .collect(Collectors.joining(", "));
        return new PaasException(
                Outcome.INVALID,
                Problem.of(code, what, "add --cluster NAME with one of the platform's clusters: " + known));
    }
}
