package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place where refusals of the API server become failures that a user can act on. */
final class ApiFailures {
    /** How RBAC words its refusals. */
    private static final Pattern DENIED = Pattern.compile("User \"([^\"]*)\" cannot ");

    /** What is missing, which need not be what was asked: an apply of what is not there yet needs the right to create. */
    private static final Pattern RIGHT = Pattern.compile(
            "cannot (\\S+) resource \"([^\"]+)\" in API group \"([^\"]*)\" (?:in the namespace \"([^\"]*)\")?");

    /** All that the API server says of a change to a StatefulSet's volumes; that it is them it leaves out. */
    private static final String SET_IN_STONE = "updates to statefulset spec for fields other than";

    private static final String VOLUMES_STAY =
            "of what paas.yaml says, that is a volume with 'size' that is new, gone, larger or of another"
                    + " storageClass: leave those as they were; a claim that is there is enlarged by itself, where its storage class allows it"
                    + " (kubectl edit pvc)";

    private static final Pattern NO_NAMESPACE = Pattern.compile("namespaces \"([^\"]*)\" not found");

    private ApiFailures() {}

    static PaasException of(Answer answer) {
        String message = answer.message();
        Matcher missing = NO_NAMESPACE.matcher(message);
        if (answer.is(404) && missing.find()) {
            return noNamespace(missing.group(1));
        }
        if (answer.unfit()) {
            return refused(answer, Outcome.INVALID, message);
        }
        return switch (answer.status()) {
            case 401 -> notSignedIn(message);
            case 403 -> forbidden(answer, message);
            case 400, 409, 413, 422 -> refused(answer, Outcome.INVALID, message);
            default ->
                answer.is(500) && message.contains("failed calling webhook")
                        ? refused(answer, Outcome.UNEXPECTED, message)
                        : unforeseen(answer, message);
        };
    }

    static PaasException noNamespace(String name) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_NAMESPACE_MISSING",
                        "namespace " + name + " does not exist in the cluster",
                        "make it, or set createNamespace: true for this cluster in the platform file"));
    }

    private static PaasException notSignedIn(String message) {
        return new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_NOT_SIGNED_IN",
                        "the API server does not accept the sign-in of this kubeconfig context (" + message + ")",
                        "sign in again: a token or certificate in the kubeconfig is missing, wrong or out of date"));
    }

    private static PaasException forbidden(Answer answer, String message) {
        Matcher denied = DENIED.matcher(message);
        if (!denied.find()) {
            // Quotas, security policies and validating policies refuse by 403 as well, each in its own words.
            return refused(answer, Outcome.NOT_ALLOWED, message);
        }
        if (denied.group(1).equals("system:anonymous")) {
            // Many API servers let nobody in as somebody without rights.
            return notSignedIn("it takes us for " + denied.group(1));
        }
        KubePath path = answer.path();
        Matcher right = RIGHT.matcher(message);
        if (!right.find()) {
            return forbidden(denied.group(1), answer.verb(), path.qualified(), path.namespace());
        }
        String group = right.group(3).isEmpty() ? "" : "." + right.group(3);
        String namespace = right.group(4) == null ? "" : right.group(4);
        return forbidden(denied.group(1), right.group(1), right.group(2) + group, namespace);
    }

    private static PaasException forbidden(String user, String verb, String resource, String namespace) {
        boolean everywhere = namespace.isEmpty();
        return new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_FORBIDDEN",
                        "user " + user + " may not " + verb + " " + resource
                                + (everywhere ? " in the whole cluster" : " in namespace " + namespace),
                        "ask for a " + (everywhere ? "ClusterRole" : "Role") + " with the verb " + verb + " on "
                                + resource + "; 'paas doctor' names all that are missing"));
    }

    private static PaasException refused(Answer answer, Outcome outcome, String message) {
        return refused(answer.path().toString(), outcome, message);
    }

    /** Validation or a policy said no, in its own words. */
    static PaasException refused(String what, Outcome outcome, String message) {
        return new PaasException(
                outcome,
                Problem.of(
                        "E_REFUSED",
                        "the cluster refused " + what + ": " + message,
                        message.contains(SET_IN_STONE)
                                ? VOLUMES_STAY
                                : "change what the refusal names, or ask the platform team"));
    }

    private static PaasException unforeseen(Answer answer, String message) {
        if (message.contains("failed calling webhook")) {
            return refused(answer, Outcome.UNEXPECTED, message);
        }
        String what = "the API server answered " + answer.status() + " to " + answer.verb() + " " + answer.path();
        return new PaasException(
                Outcome.UNEXPECTED, Problem.of("E_CLUSTER_ERROR", what + ": " + message, "try again later"));
    }
}
