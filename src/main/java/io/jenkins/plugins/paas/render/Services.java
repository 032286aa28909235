package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.RunSpec.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The App's Services.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/">Service v1</a>
 */
final class Services {
    private final Parts parts;

    Services(Parts parts) {
        this.parts = parts;
    }

    /** The Service that requests come through. */
    KubeObject service() {
        ServiceSpec wanted = parts.run().service();
        Json spec = Json.object().put("type", wanted.type().kubernetesName());
        if (wanted.type() == ServiceSpec.Type.LOAD_BALANCER) {
            // The client's address stays visible, and nodes without a pod of the App get no traffic.
            spec.put("externalTrafficPolicy", "Local");
        }
        spec.put("selector", parts.selector()).put("ports", List.of(port(wanted.port(), wanted.nodePort())));
        return parts.object("v1", "Service", parts.name(), parts.metadata(parts.name()), spec);
    }

    /** The Service that gives each pod of a StatefulSet its DNS name; pods find each other before they are ready. */
    KubeObject headless() {
        Json spec = Json.object()
                .put("clusterIP", "None")
                .put("publishNotReadyAddresses", true)
                .put("selector", parts.selector());
        parts.run().port().ifPresent(port -> spec.put("ports", List.of(port(port, Optional.empty()))));
        return parts.object("v1", "Service", parts.headlessName(), parts.metadata(parts.headlessName()), spec);
    }

    /** By its name: a Release with another number has pods beside those of the one before. */
    private static Map<String, Object> port(int port, Optional<Integer> nodePort) {
        return Json.object()
                .put("name", Containers.PORT_NAME)
                .put("port", port)
                .put("targetPort", Containers.PORT_NAME)
                .put("protocol", "TCP")
                .put("nodePort", nodePort)
                .map();
    }
}
