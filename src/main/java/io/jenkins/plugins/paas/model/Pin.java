package io.jenkins.plugins.paas.model;

import java.util.Map;

/**
 * What a Service's selector asks for beside the App's name: which set of pods gets the requests.
 *
 * <p>A selector is atomic: one write moves all new connections.
 */
public sealed interface Pin {
    /** The label by which Kubernetes tells the pods of ReplicaSets apart. */
    String HASH = "pod-template-hash";

    /** The labels that the selector has in addition. */
    Map<String, String> labels();

    /** All pods of the App. */
    record None() implements Pin {
        @Override
        public Map<String, String> labels() {
            return Map.of();
        }
    }

    /**
     * The pods of one Release; also those that somebody changes in the middle, as long as he keeps our label.
     *
     * @param number the Release
     */
    record OfRelease(long number) implements Pin {
        @Override
        public Map<String, String> labels() {
            return Map.of(Labels.RELEASE, Long.toString(number));
        }
    }

    /**
     * The pods of one ReplicaSet, for pods that bear no label of ours.
     *
     * @param hash {@code pod-template-hash}
     */
    record OfSet(String hash) implements Pin {
        @Override
        public Map<String, String> labels() {
            return Map.of(HASH, hash);
        }
    }
}
