package io.jenkins.plugins.paas.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One target of the platform.
 *
 * @param name what users call it
 * @param id its number in image tags, 0 or more, unique in the platform
 * @param environment what it is for
 * @param context the kubeconfig context to reach it by
 * @param namespaceRule a Mustache template over {@code team}, {@code app} and {@code environment} that gives the namespace
 * @param registry the name of the registry that it pulls from
 * @param createNamespace whether a missing namespace is made
 * @param nodesMayJoin how long a pod that fits on no node may wait for a node to join; zero where nodes come only by hand
 * @param timeZone the local time of pods there, where it is another than the platform's
 * @param approval who must agree at gates there, by the rule of its environment; nothing where anybody may promote
 */
public record ClusterSpec(
        ClusterName name,
        int id,
        Environment environment,
        String context,
        String namespaceRule,
        String registry,
        boolean createNamespace,
        Duration nodesMayJoin,
        Optional<String> timeZone,
        Optional<ApprovalRule> approval) {
    /** The same with a rule for its gates. */
    public ClusterSpec asking(Optional<ApprovalRule> rule) {
        return new ClusterSpec(
                name, id, environment, context, namespaceRule, registry, createNamespace, nodesMayJoin, timeZone, rule);
    }
}
