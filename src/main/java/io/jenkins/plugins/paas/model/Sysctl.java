package io.jenkins.plugins.paas.model;

import java.util.Set;

/**
 * A setting of the kernel that a pod is to have.
 *
 * @param name such as {@code net.core.somaxconn}
 * @param value as it is written to {@code /proc/sys}
 */
public record Sysctl(String name, String value) {
    /** Those that Kubernetes lets every pod set, since 1.29 at the latest; newer ones would be refused by older clusters. */
    private static final Set<String> SAFE = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_syncookies");

    /**
     * Whether Kubernetes lets every pod set it for itself.
     *
     * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/">Kubernetes, sysctls</a>
     */
    public boolean safe() {
        return SAFE.contains(name);
    }

    /** {@code name=value}. */
    @Override
    public String toString() {
        return name + "=" + value;
    }
}
