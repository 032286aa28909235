package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.Preflight.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rights that a deploy of an App needs. */
final class Permissions {
    private static final String CORE = "";
    private static final String APPS = "apps";

    /** By what is allowed; the first reason for it is told. */
    private final Map<String, Permission> wanted = new LinkedHashMap<>();

    private Permissions() {}

    static List<Permission> of(RunSpec run, boolean createNamespace) {
        Permissions permissions = new Permissions();
        String workloads = run.workload() == Workload.STATEFUL_SET ? "statefulsets" : "deployments";
        String apply = "to apply the App's objects";
        permissions.add(APPS, workloads, apply, "get", "create", "patch", "delete");
        if (run.port().isPresent()) {
            permissions.add(CORE, "services", apply, "get", "create", "patch", "delete");
        }
        if (run.autoscale().isPresent()) {
            permissions.add("autoscaling", "horizontalpodautoscalers", apply, "get", "create", "patch", "delete");
        }
        String watch = "to see how pods do";
        // Of both kinds: what runs may be of the one that the App had before.
        for (String each : List.of("deployments", "statefulsets", "replicasets")) {
            permissions.add(APPS, each, watch, "list", "watch");
        }
        if (run.strategy() != Strategy.ROLLING) {
            permissions.addGates(run);
        }
        permissions.add(CORE, "pods", watch, "list", "watch");
        permissions.add(CORE, "events", watch, "list", "watch");
        permissions.add(CORE, "pods/log", "to show why a container failed", "get");
        if (run.workload() == Workload.STATEFUL_SET) {
            permissions.add(CORE, "pods", "to replace a pod that hangs", "delete");
        }
        String records = "to keep releases, rollouts, config versions and the audit trail";
        permissions.add(CORE, "secrets", records, "get", "list", "create", "patch");
        permissions.add(CORE, "configmaps", records, "get", "list", "create", "update");
        permissions.add(CORE, "configmaps", "to notice an abort", "watch");
        permissions.add("coordination.k8s.io", "leases", "to hold the lock", "get", "create", "update");
        permissions.add(CORE, "resourcequotas", "to see whether a rollout fits", "list");
        if (createNamespace) {
            permissions.add(CORE, "namespaces", "to make the namespace", "get", "create");
        }
        return List.copyOf(permissions.wanted.values());
    }

    /** The rights without which a strategy with gates would come to a halt half way. */
    static List<Permission> ofGates(RunSpec run) {
        Permissions permissions = new Permissions();
        permissions.addGates(run);
        return List.copyOf(permissions.wanted.values());
    }

    private void addGates(RunSpec run) {
        String gates = "to hold old and new pods beside each other";
        add(APPS, run.workload() == Workload.STATEFUL_SET ? "statefulsets" : "deployments", gates, "get", "patch");
        add(CORE, "services", gates, "list", "watch");
        if (run.port().isPresent()
                && !(run.strategy() == Strategy.MANUAL && run.rollout().gates().firstPodTraffic())) {
            add(
                    CORE,
                    "services",
                    "to offer the new pods by a preview and to pin the old",
                    "get",
                    "create",
                    "patch",
                    "delete");
        }
        add("autoscaling", "horizontalpodautoscalers", gates, "list", "watch", "patch");
        if (run.workload() == Workload.DEPLOYMENT) {
            add(APPS, "replicasets", gates, "patch");
        }
    }

    private void add(String group, String resource, String why, String... verbs) {
        for (String verb : verbs) {
            Permission permission = new Permission(verb, group, resource, why);
            wanted.putIfAbsent(permission.toString(), permission);
        }
    }
}
