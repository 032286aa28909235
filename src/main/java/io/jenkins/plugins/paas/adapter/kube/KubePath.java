package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.model.Namespace;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An address within the Kubernetes API: a kind of object, a namespace, a name, a subresource; each of them may be left out.
 *
 * @param apiVersion such as {@code v1} or {@code apps/v1}; empty for what lies outside of all versions
 * @param resource the plural, such as {@code configmaps}; empty for the version itself, which lists what it has
 * @param namespace the namespace; empty for what has none, or for all
 * @param name the object's name; empty for the whole collection
 * @param subresource such as {@code log}; empty for the object itself
 * @param query query parameters, not yet encoded
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris">Resource URIs</a>
 */
record KubePath(
        String apiVersion,
        String resource,
        String namespace,
        String name,
        String subresource,
        Map<String, String> query) {
    static final KubePath NAMESPACES = of("v1", "namespaces");
    static final KubePath PODS = of("v1", "pods");
    static final KubePath EVENTS = of("v1", "events");
    static final KubePath CONFIG_MAPS = of("v1", "configmaps");
    static final KubePath SECRETS = of("v1", "secrets");
    static final KubePath SERVICES = of("v1", "services");
    static final KubePath LEASES = of("coordination.k8s.io/v1", "leases");
    static final KubePath DEPLOYMENTS = of("apps/v1", "deployments");
    static final KubePath STATEFUL_SETS = of("apps/v1", "statefulsets");
    static final KubePath REPLICA_SETS = of("apps/v1", "replicasets");
    static final KubePath SCALERS = of("autoscaling/v2", "horizontalpodautoscalers");

    KubePath {
        query = Map.copyOf(query);
    }

    /** All objects of a kind. */
    static KubePath of(String apiVersion, String resource) {
        return new KubePath(apiVersion, resource, "", "", "", Map.of());
    }

    KubePath in(Namespace where) {
        return new KubePath(apiVersion, resource, where.value(), name, subresource, query);
    }

    KubePath named(String which) {
        return new KubePath(apiVersion, resource, namespace, which, subresource, query);
    }

    KubePath sub(String which) {
        return new KubePath(apiVersion, resource, namespace, name, which, query);
    }

    KubePath with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new KubePath(apiVersion, resource, namespace, name, subresource, more);
    }

    /** Only objects with these labels, such as {@code app=orders}. */
    KubePath labelled(String selector) {
        return with("labelSelector", selector);
    }

    /** The API group; empty for the core. */
    String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The resource as RBAC and {@code kubectl} name it, such as {@code deployments.apps} or {@code pods/log}. */
    String qualified() {
        return resource + (subresource.isEmpty() ? "" : "/" + subresource) + (group().isEmpty() ? "" : "." + group());
    }

    /** Path and query, to be put behind the server's address; starts with a slash. */
    String text() {
        if (apiVersion.isEmpty()) {
            return "/" + resource;
        }
        StringBuilder text = new StringBuilder(group().isEmpty() ? "/api/" : "/apis/").append(apiVersion);
        if (!namespace.isEmpty()) {
            text.append("/namespaces/").append(namespace);
        }
        if (!resource.isEmpty()) {
            text.append('/').append(resource);
        }
        if (!name.isEmpty()) {
            text.append('/').append(encoded(name));
        }
        if (!subresource.isEmpty()) {
            text.append('/').append(subresource);
        }
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    /** As messages name it: {@code configmaps/paas.rollout.orders in namespace shop}. */
    @Override
    public String toString() {
        return qualified()
                + (name.isEmpty() ? "" : "/" + name)
                + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
