package io.jenkins.plugins.paas.audit;

import io.jenkins.plugins.paas.model.AuditRecord;

/** What became of checking a chain. */
public sealed interface Verification {
    /**
     * Every record is the one that was written.
     *
     * @param count how many there are
     * @param head where the chain ends
     */
    record Intact(long count, AuditRecord.Head head) implements Verification {}

    /**
     * The trail was tampered with or damaged. What follows the first bad record may be good; what comes before it is tied to
     * nothing that can be trusted any more.
     *
     * @param number the first record that is missing or not what was written, 1 or more
     * @param segment where it lies or should lie; empty when there is no segment at all
     * @param what what is wrong with it, in words
     */
    record Broken(long number, String segment, String what) implements Verification {}
}
