package io.jenkins.plugins.paas.model;

import java.util.Optional;

/**
 * Something mounted into the container.
 *
 * @param name a DNS label
 * @param mountPath an absolute path
 * @param source what is there
 */
public record Volume(String name, String mountPath, Source source) {
    public Volume {
        DnsLabel.require("volume name", name, 63);
    }

    /** What a volume holds. */
    public sealed interface Source {
        /**
         * A claim of each pod's own; StatefulSet only ({@code volumeClaimTemplates}).
         *
         * @param size how much is asked for
         * @param storageClass nothing takes the cluster's default
         */
        record PerPod(Memory size, Optional<String> storageClass) implements Source {}

        /**
         * A claim that exists already.
         *
         * @param claim the PersistentVolumeClaim's name
         */
        record Claim(String claim) implements Source {}

        /**
         * A Secret in the App's namespace.
         *
         * @param secret its name
         */
        record FromSecret(String secret) implements Source {}

        /**
         * A ConfigMap in the App's namespace.
         *
         * @param configMap its name
         */
        record FromConfigMap(String configMap) implements Source {}

        /** An empty folder that lives as long as the pod. */
        record Empty() implements Source {}
    }
}
