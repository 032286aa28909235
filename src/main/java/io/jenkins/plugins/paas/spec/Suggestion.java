package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody may have meant. */
final class Suggestion {
    /** Words of Kubernetes, Compose and others, and where the same is said here. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("name", "app"),
            Map.entry("application", "app"),
            Map.entry("owner", "team"),
            Map.entry("lang", "language"),
            Map.entry("environment", "env"),
            Map.entry("envs", "env"),
            Map.entry("variables", "env"),
            Map.entry("kind", "workload"),
            Map.entry("instances", "replicas"),
            Map.entry("scale", "replicas"),
            Map.entry("hpa", "autoscale"),
            Map.entry("autoscaling", "autoscale"),
            Map.entry("minReplicas", "min"),
            Map.entry("maxReplicas", "max"),
            Map.entry("ports", "port"),
            Map.entry("containerPort", "port"),
            Map.entry("healthcheck", "health"),
            Map.entry("probes", "health"),
            Map.entry("readinessProbe", "health.readiness"),
            Map.entry("livenessProbe", "health.liveness"),
            Map.entry("startupProbe", "health.startup"),
            Map.entry("httpGet", "http"),
            Map.entry("path", "http"),
            Map.entry("tcpSocket", "tcp"),
            Map.entry("exec", "command"),
            Map.entry("initialDelaySeconds", "delay"),
            Map.entry("interval", "period"),
            Map.entry("periodSeconds", "period"),
            Map.entry("timeoutSeconds", "timeout"),
            Map.entry("failureThreshold", "failures"),
            Map.entry("retries", "failures"),
            Map.entry("limits", "resources"),
            Map.entry("mem", "memory"),
            Map.entry("ram", "memory"),
            Map.entry("configuration", "config"),
            Map.entry("configs", "config"),
            Map.entry("securityContext", "security"),
            Map.entry("user", "runAsUser"),
            Map.entry("deploy", "rollout"),
            Map.entry("terminationGracePeriodSeconds", "shutdown.grace"),
            Map.entry("preStop", "shutdown.drain"),
            Map.entry("kubeconfig", "context"),
            Map.entry("password", "credentials"),
            Map.entry("host", "url"));

    private static final List<Map.Entry<String, Section>> BELOW = List.of(
            Map.entry("resources", Section.RESOURCES),
            Map.entry("build", Section.BUILD),
            Map.entry("autoscale", Section.AUTOSCALE),
            Map.entry("security", Section.SECURITY),
            Map.entry("shutdown", Section.SHUTDOWN),
            Map.entry("health", Section.HEALTH),
            Map.entry("service", Section.SERVICE),
            Map.entry("rollout", Section.ROLLOUT),
            Map.entry("config", Section.CONFIG));

    /** Longer than any name that could be meant. */
    private static final int LONGEST = 40;

    private Suggestion() {}

    /** The name that is most like what was written, if any is alike. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = plain(written);
        return known.stream()
                .filter(name ->
                        EditDistance.between(wanted, plain(name)) <= Math.max(1, Math.min(wanted.length(), 9) / 3))
                .min(Comparator.comparingInt(name -> EditDistance.between(wanted, plain(name))));
    }

    /** {@code did you mean 'x'?}, or the names that there are. */
    static String among(String written, Collection<String> known) {
        if (known.isEmpty()) {
            return "there is none";
        }
        return nearest(written, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("there " + (known.size() == 1 ? "is " : "are ") + String.join(", ", known));
    }

    /** What to do about an unknown key. */
    static String forKey(String written, Section section) {
        if (section == Section.RUN && Section.APP.has(written)) {
            return "it is the same in every cluster; write it at the top of the file";
        }
        Optional<String> near = nearest(written, section.keys());
        if (near.isPresent()) {
            return "did you mean '" + near.get() + "'?";
        }
        String same = ELSEWHERE.getOrDefault(written, written);
        if (section.has(same.replaceAll("\\..*", ""))) {
            return "here it is called '" + same + "'";
        }
        return home(written, section)
                .map(home -> "it belongs under '" + home + "'")
                .orElse("the keys here are " + String.join(", ", section.keys()));
    }

    /** The mapping right below this one in which the key would be known. */
    private static Optional<String> home(String written, Section section) {
        if (section != Section.APP && section != Section.RUN) {
            return Optional.empty();
        }
        return BELOW.stream()
                .filter(below -> section.has(below.getKey()) && below.getValue().has(written))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
