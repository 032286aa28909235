package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.RunSpec.Security;
import java.util.List;
import java.util.Map;

/**
 * What pod and container may do. The defaults meet the {@code restricted} profile.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class Safety {
    private Safety() {}

    static Map<String, Object> ofPod(Security security, List<Map<String, Object>> sysctls) {
        Json pod = Json.object();
        if (security.runAsNonRoot()) {
            pod.put("runAsNonRoot", true);
        }
        pod.put("runAsUser", security.runAsUser().map(Safety::id));
        security.fsGroup()
                .ifPresent(group -> pod.put("fsGroup", id(group))
                        // Large volumes are not walked through at every start.
                        .put("fsGroupChangePolicy", "OnRootMismatch"));
        if (!security.privileged()) {
            pod.put("seccompProfile", Json.of("type", "RuntimeDefault"));
        }
        return pod.putSome("sysctls", sysctls).map();
    }

    static Map<String, Object> ofContainer(Security security) {
        Json container = Json.object();
        if (security.privileged()) {
            container.put("privileged", true);
        } else {
            container.put("allowPrivilegeEscalation", false);
            if (security.runAsNonRoot()) {
                // Programs that start as root need some of them, to change to another user for example.
                container.put("capabilities", Json.of("drop", List.of("ALL")));
            }
        }
        return container
                .put("readOnlyRootFilesystem", security.readOnlyRootFilesystem())
                .map();
    }

    /** Kubernetes takes 0 to 2147483647. */
    private static int id(long id) {
        return Math.toIntExact(id);
    }
}
