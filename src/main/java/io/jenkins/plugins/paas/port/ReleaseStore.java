package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Release;
import java.util.List;
import java.util.Optional;

/** Releases, each stored once and never changed; what became of them and the audit head stand beside. */
public interface ReleaseStore {
    /**
     * Stores a Release; storing the same again changes nothing.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RELEASE_EXISTS} when the number is taken by another
     */
    void save(Release release);

    /** The Release of that number, whole. */
    Optional<Release> find(AppRef app, long number);

    /** All kept Releases without their objects, newest first. */
    List<Entry> list(AppRef app);

    /** Notes what became of a Release. */
    void judge(AppRef app, long number, Release.Verdict verdict);

    /** Notes beside the newest Release where the audit chain ends; does nothing while there is no Release. */
    void anchor(AppRef app, AuditRecord.Head head);

    /** The newest noted end of the audit chain; {@link AuditRecord.Head#EMPTY} when none is noted. */
    AuditRecord.Head anchored(AppRef app);

    /**
     * A Release in a list.
     *
     * @param number its number
     * @param verdict what became of it
     * @param image the image, as {@code repository:tag@digest}
     * @param config its Config version
     * @param createdAt when, in ISO 8601
     * @param createdBy the confirmed user
     */
    record Entry(
            long number,
            Release.Verdict verdict,
            String image,
            Optional<Integer> config,
            java.time.Instant createdAt,
            String createdBy) {}
}
