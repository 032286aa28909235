package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.Health;
import io.jenkins.plugins.paas.model.Health.Check;
import io.jenkins.plugins.paas.model.Health.Probe;
import io.jenkins.plugins.paas.model.RunSpec;
import java.util.List;
import java.util.Map;

/**
 * The App's container.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container">Container v1</a>
 */
final class Containers {
    /** The port's name in the Service and in the container; it says nothing of the protocol, which we do not know. */
    static final String PORT_NAME = "main";

    private final Parts parts;
    private final RunSpec run;

    Containers(Parts parts) {
        this.parts = parts;
        this.run = parts.run();
    }

    Map<String, Object> app(List<Map<String, Object>> mounts) {
        Json container = Json.object()
                .put("name", parts.name())
                .put("image", parts.image().toString())
                // The image is pinned by its digest: what a node has is the same.
                .put("imagePullPolicy", "IfNotPresent");
        run.port()
                .ifPresent(port -> container.put(
                        "ports",
                        List.of(Json.object()
                                .put("name", PORT_NAME)
                                .put("containerPort", port)
                                .put("protocol", "TCP")
                                .map())));
        container.put("env", new Environment(parts).variables()).put("resources", resources());
        probes(container, run.health());
        int drain = (int) run.shutdown().drain().toSeconds();
        if (drain > 0) {
            // Requests still come while endpoints and load balancers learn that the pod leaves.
            container.put("lifecycle", Json.of("preStop", Json.of("sleep", Json.of("seconds", drain))));
        }
        return container
                // A program that dies without a word leaves its last log lines as its message.
                .put("terminationMessagePolicy", "FallbackToLogsOnError")
                .put("securityContext", Safety.ofContainer(run.security()))
                .putSome("volumeMounts", mounts)
                .map();
    }

    private Map<String, Object> resources() {
        RunSpec.Resources amounts = run.resources();
        return Json.object()
                .put(
                        "limits",
                        Json.object()
                                .put("cpu", amounts.cpu().toString())
                                .put("memory", amounts.memory().toString())
                                .map())
                .put(
                        "requests",
                        Json.object()
                                .put("cpu", amounts.cpuRequest().toString())
                                .put("memory", amounts.memoryRequest().toString())
                                .map())
                .map();
    }

    private static void probes(Json container, Health health) {
        container
                .put("startupProbe", health.startup().map(Containers::probe))
                .put("readinessProbe", health.readiness().map(Containers::probe))
                .put("livenessProbe", health.liveness().map(Containers::probe));
    }

    private static Map<String, Object> probe(Probe probe) {
        Json json = Json.object();
        if (probe.check() instanceof Check.Http http) {
            json.put(
                    "httpGet",
                    Json.object()
                            .put("path", http.path())
                            .put("port", http.port())
                            .map());
        } else if (probe.check() instanceof Check.Tcp tcp) {
            json.put("tcpSocket", Json.of("port", tcp.port()));
        } else if (probe.check() instanceof Check.Command command) {
            json.put("exec", Json.of("command", command.command()));
        }
        if (!probe.delay().isZero()) {
            json.put("initialDelaySeconds", (int) probe.delay().toSeconds());
        }
        return json.put("periodSeconds", (int) probe.period().toSeconds())
                .put("timeoutSeconds", (int) probe.timeout().toSeconds())
                .put("failureThreshold", probe.failures())
                .map();
    }
}
