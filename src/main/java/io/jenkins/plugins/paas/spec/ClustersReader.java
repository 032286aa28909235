package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the clusters of a platform. */
final class ClustersReader {
    private static final int HIGHEST_ID = 999_999_999;
    private static final String TEAM = "{{team}}";

    private final Problems problems;

    /** The cluster that has each number. */
    private final Map<Integer, String> ids = new HashMap<>();

    ClustersReader(Problems problems) {
        this.problems = problems;
    }

    List<ClusterSpec> read(Settings platform, List<String> registries) {
        String hint =
                "write a name with its settings: {test-1: {id: 1, environment: test, context: ..., registry: ...}}";
        List<ClusterSpec> clusters = new ArrayList<>();
        if (!platform.has("clusters")) {
            platform.missing("clusters", hint);
        }
        platform.named("clusters", hint).ifPresent(named -> {
            if (named.isEmpty()) {
                platform.wrong("clusters", Codes.MISSING, "clusters names none", hint);
            }
            named.forEach((name, field) -> {
                boolean fine = AppReader.isFine(field.key(), name, Names::label, problems);
                if (field.value() instanceof Tree.Fields fields) {
                    Settings settings = new Settings(fields, Section.CLUSTER, problems);
                    cluster(fine ? name : "cluster", settings, registries).ifPresent(clusters::add);
                } else {
                    Settings.wrongType(field.value(), "write settings below it: " + keys(), problems);
                }
            });
        });
        return clusters;
    }

    private static String keys() {
        return String.join(", ", Section.CLUSTER.keys());
    }

    private Optional<ClusterSpec> cluster(String name, Settings cluster, List<String> registries) {
        if (!cluster.has("id")) {
            cluster.missing("id", "give each cluster its own number, which stands in image tags: 'id: 1'");
        }
        Optional<Integer> id = cluster.whole("id", 0, HIGHEST_ID);
        id.ifPresent(number -> {
            String before = ids.putIfAbsent(number, name);
            if (before != null) {
                cluster.wrong(
                        "id",
                        Codes.CONFLICT,
                        "id " + number + " belongs to the cluster '" + before + "' already",
                        "give each cluster its own number");
            }
        });
        Optional<String> environment = required(cluster, "environment", "write what it is for: test or prod")
                .filter(text -> AppReader.isFine(cluster.place("environment"), text, Names::label, problems));
        Optional<String> context = required(
                cluster,
                "context",
                "write the kubeconfig context to reach it by; `kubectl config get-contexts`" + " lists them");
        Optional<String> registry = required(cluster, "registry", "write the name of one of the registries")
                .filter(text -> isKnown(cluster, text, registries));
        String rule =
                cluster.text("namespace", "write text such as \"{{team}}\"").orElse(TEAM);
        NamespaceRule.flaw(rule).ifPresent(flaw -> cluster.wrong("namespace", Codes.FORMAT, flaw.what(), flaw.hint()));
        boolean create = cluster.flag("createNamespace").orElse(false);
        Duration join = cluster.duration("nodesMayJoin", Duration.ZERO, Duration.ofHours(1))
                .orElse(Duration.ZERO);
        Optional<String> zone = Zones.read(cluster);
        if (id.isEmpty() || environment.isEmpty() || context.isEmpty() || registry.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClusterSpec(
                new ClusterName(name),
                id.get(),
                new Environment(environment.get()),
                context.get(),
                rule,
                registry.get(),
                create,
                join,
                zone,
                Optional.empty()));
    }

    private Optional<String> required(Settings cluster, String key, String hint) {
        if (!cluster.has(key)) {
            cluster.missing(key, hint);
        }
        return cluster.text(key, hint).filter(text -> {
            if (text.isBlank()) {
                cluster.wrong(key, Codes.MISSING, key + " is blank", hint);
            }
            return !text.isBlank();
        });
    }

    private static boolean isKnown(Settings cluster, String registry, List<String> registries) {
        if (!registries.contains(registry)) {
            cluster.wrong(
                    "registry",
                    Codes.REFERENCE,
                    "there is no registry '" + Tree.Scalar.shortened(registry) + "'",
                    Suggestion.among(registry, registries));
        }
        return registries.contains(registry);
    }
}
