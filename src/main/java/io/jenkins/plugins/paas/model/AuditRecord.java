package io.jenkins.plugins.paas.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line of the audit trail.
 *
 * @param number 1 for the first of an App in a cluster, then one more each
 * @param at when, with milliseconds
 * @param actor who
 * @param action what
 * @param ref which App
 * @param cluster where
 * @param release which Release, when it is about one
 * @param verdict how it ended, in one word
 * @param details what else is known, by name
 * @param previous the hash of the line before, 64 hexadecimal digits; {@link #GENESIS} for the first
 */
public record AuditRecord(
        long number,
        Instant at,
        Actor actor,
        Action action,
        AppRef ref,
        ClusterName cluster,
        Optional<Long> release,
        String verdict,
        Map<String, String> details,
        String previous) {
    /** What the first record has in place of a hash. */
    public static final String GENESIS = "0".repeat(64);

    public AuditRecord {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** What was done. */
    public enum Action {
        BUILD,
        COPIED,
        DEPLOY_STARTED,
        DEPLOY_ENDED,
        ROLLBACK_STARTED,
        ROLLBACK_ENDED,
        RESUMED,
        LOCK_TAKEN_OVER,
        RESTORE_STARTED,
        APPROVED,
        PROMOTED,
        GLASS_BROKEN,
        ABORTED,
        REFUSED,
        MENDED
    }

    /**
     * The end of the chain as it stood at some moment, kept apart from the chain so that a missing end is noticed.
     *
     * @param number of the last record, 0 when there is none
     * @param hash of its line; {@link #GENESIS} when there is none
     */
    public record Head(long number, String hash) {
        /** The head of an empty chain. */
        public static final Head EMPTY = new Head(0, GENESIS);
    }
}
