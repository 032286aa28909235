package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Preflight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the authorization API what we may do. */
final class KubePreflight implements Preflight {
    private static final KubePath RULES = KubePath.of("authorization.k8s.io/v1", "selfsubjectrulesreviews");
    private static final KubePath ACCESS = KubePath.of("authorization.k8s.io/v1", "selfsubjectaccessreviews");
    private static final KubePath QUOTAS = KubePath.of("v1", "resourcequotas");
    private static final KubePath VERSION = KubePath.of("", "version");

    /** Resources of the whole cluster: rules of a namespace say nothing about them. */
    private static final Set<String> CLUSTER_WIDE =
            Set.of("namespaces", "nodes", "persistentvolumes", "storageclasses", "clusterroles", "nodepools");

    /** The scopes of a quota that our pods are in. */
    private static final Set<String> OURS = Set.of("NotTerminating", "NotBestEffort");

    private final KubeApi api;

    KubePreflight(KubeApi api) {
        this.api = api;
    }

    /**
     * One request lists our rights in the namespace. It may leave some out (webhook authorizers), so whatever it does not
     * name is asked for by itself.
     */
    @Override
    public List<Permission> missing(Namespace namespace, List<Permission> wanted) {
        List<Tree> rules = rules(namespace);
        List<Permission> open = wanted.stream()
                .filter(each -> clusterWide(each) || rules.stream().noneMatch(rule -> allows(rule, each)))
                .toList();
        Map<Permission, Boolean> denied = new ConcurrentHashMap<>();
        AtOnce.all(
                api,
                open.stream()
                        .<Runnable>map(each -> () -> denied.put(each, !allowed(namespace, each)))
                        .toList());
        return wanted.stream().filter(each -> denied.getOrDefault(each, false)).toList();
    }

    private List<Tree> rules(Namespace namespace) {
        try {
            return Tree.of(api.review(RULES, Map.of("spec", Map.of("namespace", namespace.value()))))
                    .at("status")
                    .trees("resourceRules");
        } catch (PaasException e) {
            if (e.code().equals("E_FORBIDDEN") || e.code().equals("E_CLUSTER_ERROR")) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean clusterWide(Permission permission) {
        return CLUSTER_WIDE.contains(permission.resource());
    }

    private static boolean allows(Tree rule, Permission wanted) {
        return rule.texts("resourceNames").isEmpty()
                && names(rule.texts("verbs"), wanted.verb())
                && names(rule.texts("apiGroups"), wanted.group())
                && names(rule.texts("resources"), wanted.resource());
    }

    private static boolean names(List<String> allowed, String wanted) {
        return allowed.contains("*") || allowed.contains(wanted);
    }

    private boolean allowed(Namespace namespace, Permission wanted) {
        int slash = wanted.resource().indexOf('/');
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", wanted.verb());
        attributes.put("group", wanted.group());
        attributes.put(
                "resource", slash < 0 ? wanted.resource() : wanted.resource().substring(0, slash));
        if (slash >= 0) {
            attributes.put("subresource", wanted.resource().substring(slash + 1));
        }
        if (!clusterWide(wanted)) {
            attributes.put("namespace", namespace.value());
        } else if (wanted.resource().equals("namespaces") && !wanted.verb().equals("create")) {
            attributes.put("name", namespace.value());
            attributes.put("namespace", namespace.value());
        }
        return Tree.of(api.review(ACCESS, Map.of("spec", Map.of("resourceAttributes", attributes))))
                .at("status")
                .flag("allowed");
    }

    @Override
    public String serverVersion() {
        return api.find(VERSION)
                .map(version -> Tree.of(version).text("gitVersion"))
                .orElse("");
    }

    @Override
    public Optional<Boolean> exists(Namespace namespace) {
        try {
            return Optional.of(
                    api.find(KubePath.NAMESPACES.named(namespace.value())).isPresent());
        } catch (PaasException e) {
            if (!e.code().equals("E_FORBIDDEN")) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public Nodes nodes() {
        return new NodeListing(api).all();
    }

    /**
     * Whether a quota is for pods such as ours, which have no deadline and ask for resources. One for a priority class may be,
     * and is left to the API server, which counts anyway.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes">Quota scopes</a>
     */
    private static boolean countsOurs(Tree spec) {
        return OURS.containsAll(spec.texts("scopes"))
                && spec.at("scopeSelector").trees("matchExpressions").stream()
                        .allMatch(each -> OURS.contains(each.text("scopeName")));
    }

    @Override
    public List<Quota> quotas(Namespace namespace) {
        List<Quota> all = new ArrayList<>();
        for (Map<String, Object> quota : api.list(QUOTAS.in(namespace))) {
            if (!countsOurs(Tree.of(quota).at("spec"))) {
                continue;
            }
            Tree status = Tree.of(quota).at("status");
            String name = Tree.of(quota).at("metadata").text("name");
            Tree used = status.at("used");
            for (String resource : status.at("hard").map().keySet()) {
                Optional<String> taken = used.find(resource);
                all.add(new Quota(name, resource, status.at("hard").text(resource), taken));
            }
        }
        return all;
    }
}
