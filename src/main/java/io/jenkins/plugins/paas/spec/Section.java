package io.jenkins.plugins.paas.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The mappings of both files and the keys that each may have: the one place where keys are listed. */
enum Section {
    // What may differ from cluster to cluster.
    RUN(
            Optional.empty(),
            "workload",
            "replicas",
            "autoscale",
            "port",
            "service",
            "health",
            "resources",
            "env",
            "config",
            "volumes",
            "security",
            "sysctls",
            "shutdown",
            "strategy",
            "firstPod",
            "canary",
            "autoPromote",
            "gate",
            "rollout"),
    APP(Optional.of(RUN), "app", "team", "language", "dockerfile", "build", "clusters"),
    BUILD(Optional.empty(), "command", "artifact", "args", "trust"),
    AUTOSCALE(Optional.empty(), "min", "max", "cpu", "memory"),
    SERVICE(Optional.empty(), "type", "port", "nodePort"),
    HEALTH(Optional.empty(), "startup", "readiness", "liveness"),
    PROBE(Optional.empty(), "http", "tcp", "command", "port", "delay", "period", "timeout", "failures"),
    RESOURCES(Optional.empty(), "cpu", "memory", "requests"),
    REQUESTS(Optional.empty(), "cpu", "memory"),
    ENV_REFERENCE(Optional.empty(), "secret", "configMap", "key"),
    CONFIG(Optional.empty(), "folder", "mountPath"),
    VOLUME(Optional.empty(), "mountPath", "size", "storageClass", "claim", "secret", "configMap", "empty"),
    SECURITY(
            Optional.empty(),
            "runAsUser",
            "fsGroup",
            "runAsNonRoot",
            "readOnlyRootFilesystem",
            "writable",
            "privileged"),
    SHUTDOWN(Optional.empty(), "drain", "grace"),
    FIRST_POD(Optional.empty(), "traffic"),
    CANARY(Optional.empty(), "hold"),
    AUTO_PROMOTE(Optional.empty(), "after"),
    GATE(Optional.empty(), "timeout", "then"),
    ROLLOUT(Optional.empty(), "timeout", "rollback"),

    PLATFORM(
            Optional.empty(),
            "registries",
            "baseImages",
            "templates",
            "clusters",
            "store",
            "approvals",
            "identity",
            "sonar",
            "audit",
            "timeZone",
            "sysctls",
            "images"),
    REGISTRY(Optional.empty(), "url", "credentials", "insecure", "mirrors"),
    IMAGES(Optional.empty(), "check", "maxSize", "refuse", "allow"),
    ALLOWANCE(Optional.empty(), "code", "path", "why"),
    CLUSTER(
            Optional.empty(),
            "id",
            "environment",
            "context",
            "namespace",
            "registry",
            "createNamespace",
            "nodesMayJoin",
            "timeZone"),
    APPROVAL(Optional.empty(), "by", "count", "notByAuthor", "breakGlass"),
    ISSUER(Optional.empty(), "issuer", "audience", "user", "groups", "require"),
    SONAR(Optional.empty(), "url", "gate"),
    SYSCTLS(Optional.empty(), "allow", "image");

    // Made once and never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> keys;

    Section(Optional<Section> more, String... keys) {
        this.keys = new LinkedHashSet<>(
                Stream.concat(Stream.of(keys), more.stream().flatMap(section -> section.keys.stream()))
                        .toList());
    }

    /** Its keys, in the order of the reference page. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    boolean has(String key) {
        return keys.contains(key);
    }
}
