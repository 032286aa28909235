package io.jenkins.plugins.paas.audit;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.ClusterName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be recorded, before it has a place in the chain. Nothing in it may be secret: the trail is kept and handed out.
 *
 * @param at when
 * @param actor who
 * @param action what
 * @param ref which App
 * @param cluster where
 * @param release which Release, when it is about one
 * @param verdict how it ended, in one word
 * @param details what else is known, by name
 */
public record AuditEntry(
        Instant at,
        Actor actor,
        AuditRecord.Action action,
        AppRef ref,
        ClusterName cluster,
        Optional<Long> release,
        String verdict,
        Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}
