package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.codec.Unreadable;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The annotations of a Release's Secret: what a list shows, what became of it, and where the audit chain ended. */
final class ReleaseNotes {
    static final String VERDICT = "paas-deploy/verdict";
    static final String HEAD = "paas-deploy/audit-head";
    private static final String IMAGE = "paas-deploy/image";
    private static final String CONFIG = "paas-deploy/config";
    private static final String CREATED_AT = "paas-deploy/created-at";
    private static final String CREATED_BY = "paas-deploy/created-by";

    private static final Pattern HEAD_SHAPE = Pattern.compile("([1-9][0-9]{0,17}) ([0-9a-f]{64})");

    private ReleaseNotes() {}

    /** The annotations of a new Release. */
    static Map<String, Object> of(Release release) {
        return new Members()
                .add(VERDICT, Release.Verdict.PENDING)
                .add(IMAGE, release.image())
                .add(CONFIG, release.config().map(String::valueOf))
                .add(CREATED_AT, release.createdAt())
                .add(CREATED_BY, release.createdBy().name())
                .tree();
    }

    /** The entry; nothing when annotations are missing or damaged. */
    static Optional<ReleaseStore.Entry> entry(long number, Release.Verdict verdict, Stored stored) {
        Optional<String> image = stored.annotation(IMAGE);
        Optional<String> createdAt = stored.annotation(CREATED_AT);
        Optional<String> createdBy = stored.annotation(CREATED_BY);
        if (image.isEmpty() || createdAt.isEmpty() || createdBy.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReleaseStore.Entry(
                    number,
                    verdict,
                    image.get(),
                    stored.annotation(CONFIG).map(Integer::valueOf),
                    Instant.parse(createdAt.get()),
                    createdBy.get()));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Release.Verdict verdict(Stored stored) {
        String name = stored.annotation(VERDICT).orElse(Release.Verdict.PENDING.name());
        try {
            return Release.Verdict.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw unreadable(stored, VERDICT, e);
        }
    }

    /** An audit head as an annotation's value. */
    static String value(AuditRecord.Head head) {
        return head.number() + " " + head.hash();
    }

    /**
     * The audit head noted on a Secret; the empty one when none is.
     *
     * @throws PaasException {@code E_RECORD_UNREADABLE} for a damaged one: to pass over it would hide a cut-off chain
     */
    static AuditRecord.Head head(Stored stored) {
        Optional<String> value = stored.annotation(HEAD);
        if (value.isEmpty()) {
            return AuditRecord.Head.EMPTY;
        }
        Matcher parts = HEAD_SHAPE.matcher(value.get());
        if (!parts.matches()) {
            throw unreadable(stored, HEAD, new IllegalArgumentException("no number and hash"));
        }
        return new AuditRecord.Head(Long.parseLong(parts.group(1)), parts.group(2));
    }

    private static PaasException unreadable(Stored stored, String annotation, Exception cause) {
        PaasException unreadable =
                Unreadable.record("secrets/" + stored.name(), "its annotation " + annotation + " makes no sense");
        unreadable.initCause(cause);
        return unreadable;
    }
}
