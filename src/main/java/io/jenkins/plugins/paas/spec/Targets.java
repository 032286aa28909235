package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Sysctl;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.model.TeamName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings an App and a cluster of the platform together. */
public final class Targets {
    private Targets() {}

    /**
     * Settles what a deploy of the App to the cluster is about.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_CLUSTER_UNKNOWN} when the platform has no such cluster,
     *     {@code E_CLUSTER_NOT_CONFIGURED} when the App names clusters, but not this one, {@code E_NAMESPACE} when the
     *     cluster's rule gives no valid namespace, {@code E_SYSCTL_NOT_ALLOWED}, {@code E_SYSCTL_IMAGE}
     */
    public static Target resolve(App app, Platform platform, ClusterName cluster) {
        ClusterSpec spec = platform.cluster(cluster).orElseThrow(() -> unknown(platform, cluster));
        RunSpec run = app.in(cluster).orElseThrow(() -> notConfigured(app, cluster));
        RegistrySpec registry = Optional.ofNullable(platform.registries().get(spec.registry()))
                .orElseThrow(() -> new IllegalArgumentException("no registry " + spec.registry()));
        return new Target(app, spec, namespace(spec, app.name(), app.team()), registry, run, tuner(run, platform));
    }

    private static Optional<String> tuner(RunSpec run, Platform platform) {
        List<Sysctl> refused = run.sysctls().stream()
                .filter(each -> !platform.sysctls().allows(each))
                .toList();
        if (!refused.isEmpty()) {
            throw new PaasException(
                    Outcome.INVALID,
                    refused.stream()
                            .map(
                                    each -> Problem.of(
                                            "E_SYSCTL_NOT_ALLOWED",
                                            "sysctls: the platform does not allow " + each.name()
                                                    + ", which needs a privileged container",
                                            "ask the platform team to add it in platform.yaml under sysctls.allow, or remove it"))
                            .toList());
        }
        if (run.sysctls().stream().allMatch(Sysctl::safe)) {
            return Optional.empty();
        }
        return Optional.of(platform.sysctls()
                .image()
                .or(() -> Optional.ofNullable(platform.baseImages().get("static")))
                .orElseThrow(() -> invalid(
                        "E_SYSCTL_IMAGE",
                        "the platform allows sysctls but names no image to set them",
                        "name one that has sysctl in platform.yaml under sysctls.image or baseImages.static")));
    }

    /**
     * The namespace of an App by a cluster's rule.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NAMESPACE} when the rule gives no valid one
     */
    public static Namespace namespace(ClusterSpec cluster, AppName app, TeamName team) {
        String name = NamespaceRule.namespace(cluster, app, team);
        Optional<String> flaw = Names.label(name);
        if (flaw.isPresent()) {
            throw invalid(
                    "E_NAMESPACE",
                    "the namespace of App '" + app + "' in cluster '" + cluster.name() + "' " + flaw.get(),
                    "the platform's rule is '" + cluster.namespaceRule() + "'; use a shorter name");
        }
        return new Namespace(name);
    }

    private static PaasException unknown(Platform platform, ClusterName cluster) {
        List<String> known =
                platform.clusters().stream().map(each -> each.name().value()).toList();
        String list = (known.size() == 1 ? "there is " : "there are ") + String.join(", ", known);
        return invalid(
                "E_CLUSTER_UNKNOWN",
                "the platform has no cluster '" + cluster + "'",
                Suggestion.nearest(cluster.value(), known)
                        .map(name -> "did you mean '" + name + "'? " + list)
                        .orElse(list));
    }

    private static PaasException notConfigured(App app, ClusterName cluster) {
        return invalid(
                "E_CLUSTER_NOT_CONFIGURED",
                "App '" + app.name() + "' is not meant for cluster '" + cluster + "'; its paas.yaml names "
                        + app.clusters().keySet().stream()
                                .map(ClusterName::value)
                                .collect(Collectors.joining(", ")),
                "add it there: 'clusters: {" + cluster + ": {}}'");
    }

    private static PaasException invalid(String code, String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.of(code, what, hint));
    }
}
