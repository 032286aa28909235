package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an API server answers before it does anything: whether it is there, whether we may, whether it takes the object. */
final class FakeAnswers {
    private final Set<String> namespaces = new TreeSet<>();
    private final Set<String> ending = new TreeSet<>();
    private final Set<String> forbidden = new TreeSet<>();
    private final Map<String, String> refused = new HashMap<>();
    private boolean away;

    void away(boolean now) {
        away = now;
    }

    boolean away() {
        return away;
    }

    void forbid(String verb, String resource) {
        forbidden.add(verb + " " + resource);
    }

    void allow(String verb, String resource) {
        forbidden.remove(verb + " " + resource);
    }

    void refuse(String kind, String message) {
        refused.put(kind, message);
    }

    void ending(Namespace namespace) {
        ending.add(namespace.value());
    }

    void ensure(Namespace namespace, boolean create) {
        if (ending.contains(namespace.value())) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_NAMESPACE_ENDING",
                            "namespace " + namespace + " is being deleted",
                            "wait until it is gone"));
        }
        if (create) {
            namespaces.add(namespace.value());
        }
        mustBeThere(namespace);
    }

    void mustBeThere(Namespace namespace) {
        if (!namespaces.contains(namespace.value())) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_NAMESPACE_MISSING",
                            "namespace " + namespace + " does not exist in the cluster",
                            "make it, or set createNamespace: true for this cluster in the platform file"));
        }
    }

    void mustTake(KubeObject object) {
        if (refused.containsKey(object.kind())) {
            String what = "the cluster refused " + object + ": " + refused.get(object.kind());
            throw new PaasException(Outcome.INVALID, Problem.of("E_REFUSED", what, ""));
        }
    }

    void mustAllow(String verb, String resource, Namespace namespace) {
        if (away) {
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of(
                            "E_CLUSTER_UNREACHABLE",
                            "the API server cannot be reached: connection refused",
                            "is the address right, the cluster up, and a VPN or proxy needed?"));
        }
        if (forbidden.contains(verb + " " + resource)) {
            throw new PaasException(
                    Outcome.NOT_ALLOWED,
                    Problem.of(
                            "E_FORBIDDEN",
                            "user dev may not " + verb + " " + resource + " in namespace " + namespace,
                            "ask for a Role with the verb " + verb + " on " + resource));
        }
    }
}
