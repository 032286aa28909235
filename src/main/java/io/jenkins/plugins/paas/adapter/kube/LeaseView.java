package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.model.AppRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * A Lease as a lock reads it.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/">Lease v1</a>
 */
record LeaseView(Stored stored) {
    /** {@code metav1.MicroTime} wants exactly six digits. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static LeaseView of(Map<String, Object> object) {
        return new LeaseView(Stored.of(object));
    }

    private Tree spec() {
        return stored.object().at("spec");
    }

    /** Who holds it; nothing when it is free. */
    Optional<String> holder() {
        return spec().find("holderIdentity").filter(holder -> !holder.isEmpty());
    }

    Optional<Instant> acquired() {
        return spec().time("acquireTime");
    }

    /** How long it holds after each sign of life. */
    Duration length(Duration otherwise) {
        int seconds = spec().number("leaseDurationSeconds");
        return seconds > 0 ? Duration.ofSeconds(seconds) : otherwise;
    }

    int transitions() {
        return spec().number("leaseTransitions");
    }

    /** Whether the same hold has shown no sign of life since another look at it. */
    boolean asSilentAs(LeaseView before) {
        return holder().equals(before.holder())
                && spec().text("renewTime").equals(before.spec().text("renewTime"))
                && transitions() == before.transitions();
    }

    /**
     * A Lease to be sent.
     *
     * @param version the version that it replaces; nothing for a new one
     * @param hold marks the hold, so that its holder knows it again whatever else was written
     */
    static Map<String, Object> object(AppRef app, Optional<String> version, String hold, Map<String, Object> spec) {
        Map<String, Object> metadata = new Members()
                .add("name", RecordName.LOCK.of(app))
                .add("namespace", app.namespace())
                .add("resourceVersion", version)
                .add("labels", RecordName.LOCK.labels(app))
                .add("annotations", Map.of(RecordName.WRITE, hold))
                .tree();
        return new Members()
                .add("apiVersion", "coordination.k8s.io/v1")
                .add("kind", "Lease")
                .add("metadata", metadata)
                .add("spec", spec)
                .tree();
    }

    static Map<String, Object> heldSpec(
            String holder, Duration length, Instant acquired, Instant renewed, int transitions) {
        return new Members()
                .add("holderIdentity", holder)
                .add("leaseDurationSeconds", Math.toIntExact(length.toSeconds()))
                .add("acquireTime", MICROS.format(acquired))
                .add("renewTime", MICROS.format(renewed))
                .add("leaseTransitions", transitions)
                .tree();
    }

    static Map<String, Object> freeSpec(int transitions) {
        return Map.of("leaseTransitions", transitions);
    }

    static KubePath path(AppRef app) {
        return KubePath.LEASES.in(app.namespace()).named(RecordName.LOCK.of(app));
    }
}
