package io.jenkins.plugins.paas.testing;

/** What becomes of the pods of a Release in a {@link FakeCluster}. */
public sealed interface Fate {
    /** They become ready. */
    record Ready() implements Fate {}

    /** They stay as they were made: their containers are being created for ever. */
    record Stuck() implements Fate {}

    /**
     * Their container ends again and again.
     *
     * @param exitCode with this code
     * @param reason for this reason, such as {@code Error} or {@code OOMKilled}
     */
    record Crashing(int exitCode, String reason) implements Fate {}

    /**
     * Their container ends so many times, then it runs and becomes ready.
     *
     * @param times how often it ends first
     */
    record CrashingFirst(int times) implements Fate {}

    /**
     * Their image cannot be pulled.
     *
     * @param message what the kubelet says of it
     */
    record ImageMissing(String message) implements Fate {}

    /**
     * Their container cannot be made, because something that it refers to is missing.
     *
     * @param message such as {@code configmap "orders-config-v3" not found}
     */
    record ConfigMissing(String message) implements Fate {}

    /** They run, but their readiness check never succeeds. */
    record NeverReady() implements Fate {}

    /**
     * No node takes them.
     *
     * @param message what the scheduler says of it
     */
    record Unschedulable(String message) implements Fate {}

    /**
     * The API server refuses to make them, for a quota or an admission rule.
     *
     * @param message its words
     */
    record Refused(String message) implements Fate {}
}
