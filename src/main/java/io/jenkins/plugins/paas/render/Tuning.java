package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.Sysctl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Settings of the kernel. Those that Kubernetes lets every pod set are the pod's own; others are set by one privileged container
 * that ends before the App starts, so that the App needs no right for it.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/">Kubernetes, sysctls</a>
 */
final class Tuning {
    private static final String NAME = "paas-sysctls";

    private final Parts parts;

    Tuning(Parts parts) {
        this.parts = parts;
    }

    /** For the pod's security context. */
    List<Map<String, Object>> ofPod() {
        return sysctls()
                .filter(Sysctl::safe)
                .map(each -> Json.object()
                        .put("name", each.name())
                        .put("value", each.value())
                        .map())
                .toList();
    }

    /** One container, or none. */
    List<Map<String, Object>> initContainers() {
        List<String> command = new ArrayList<>(List.of("sysctl", "-w"));
        sysctls().filter(each -> !each.safe()).map(Sysctl::toString).forEach(command::add);
        return parts.target().tuner().stream()
                .map(image -> container(image, command))
                .toList();
    }

    private Stream<Sysctl> sysctls() {
        return parts.run().sysctls().stream();
    }

    private static Map<String, Object> container(String image, List<String> command) {
        Map<String, Object> little =
                Json.object().put("cpu", "50m").put("memory", "16Mi").map();
        return Json.object()
                .put("name", NAME)
                .put("image", image)
                .put("command", List.copyOf(command))
                // Equal to the limits, or the pod would lose its quality of service.
                .put(
                        "resources",
                        Json.object()
                                .put("limits", little)
                                .put("requests", little)
                                .map())
                .put("terminationMessagePolicy", "FallbackToLogsOnError")
                .put(
                        "securityContext",
                        Json.object()
                                .put("privileged", true)
                                .put("runAsUser", 0)
                                .put("runAsNonRoot", false)
                                .put("readOnlyRootFilesystem", true)
                                .map())
                .map();
    }
}
