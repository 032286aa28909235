package io.jenkins.plugins.paas.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TuningTest {
    @Test
    void whatIsSafeIsThePodsOwnSetting() {
        Rendered app = Rendered.of("sysctls: {net.ipv4.ip_local_port_range: 1024 65000}\n");
        assertThat(app.pod("securityContext/sysctls"))
                .contains(List.of(Map.of("name", "net.ipv4.ip_local_port_range", "value", "1024 65000")));
        assertThat(app.pod("initContainers")).isEmpty();
    }

    @Test
    void theRestIsSetByOneContainerWithThePrivilegeThatTheAppDoesNotGet() {
        Rendered app = Rendered.of(
                "sysctls: {net.core.somaxconn: 1024, net.ipv4.tcp_syncookies: 1, net.ipv4.tcp_rmem: 4096 87380 6291456}\n");
        List<?> containers = (List<?>) app.pod("initContainers").orElseThrow();
        assertThat(containers).hasSize(1);
        Map<?, ?> container = (Map<?, ?>) containers.get(0);
        assertThat(container.get("image")).isEqualTo("base/static");
        assertThat(container.get("command"))
                .isEqualTo(List.of("sysctl", "-w", "net.core.somaxconn=1024", "net.ipv4.tcp_rmem=4096 87380 6291456"));
        assertThat(container.get("securityContext"))
                .isEqualTo(Map.of(
                        "privileged", true, "runAsUser", 0, "runAsNonRoot", false, "readOnlyRootFilesystem", true));
        Map<?, ?> resources = (Map<?, ?>) container.get("resources");
        assertThat(resources.get("limits")).isEqualTo(resources.get("requests"));
        assertThat(app.container("securityContext"))
                .contains(Map.of(
                        "allowPrivilegeEscalation", false,
                        "capabilities", Map.of("drop", List.of("ALL")),
                        "readOnlyRootFilesystem", true));
    }

    @Test
    void anAppThatSetsNoneHasNeither() {
        Rendered app = Rendered.of("");
        assertThat(app.pod("initContainers")).isEmpty();
        assertThat(app.pod("securityContext/sysctls")).isEmpty();
    }
}
