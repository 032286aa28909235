package io.jenkins.plugins.paas.model;

import java.util.List;
import java.util.Optional;

/**
 * What a platform allows Apps to set beyond the sysctls that Kubernetes lets every pod set.
 *
 * @param allow names, or beginnings of names with {@code *} at the end
 * @param image what sets them, an image with the program {@code sysctl}; the base image {@code static} unless named
 */
public record SysctlRule(List<String> allow, Optional<String> image) {
    /** A platform that allows none. */
    public static final SysctlRule NONE = new SysctlRule(List.of(), Optional.empty());

    public SysctlRule {
        allow = List.copyOf(allow);
    }

    /** Whether an App may set it. */
    public boolean allows(Sysctl sysctl) {
        return sysctl.safe() || allow.stream().anyMatch(each -> matches(each, sysctl.name()));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
