package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which good Release ran before another one. Numbers alone do not tell: who went back from 2 to 1 and then brought 3 in has left
 * 2 for a reason.
 */
record RanBefore(Connection connection, Place place, KeptReleases kept) {
    /** The one that ran last among the earlier ones; where the audit trail does not know, the newest of them. */
    Optional<Long> of(long present) {
        List<Long> earlier = kept.goodBefore(present);
        Stream<Long> ran = earlier.size() < 2 ? Stream.empty() : ran();
        return Stream.concat(ran.filter(earlier::contains), earlier.stream()).findFirst();
    }

    /** The Releases of all Rollouts that ended well, the last one first. A damaged line keeps nobody from going back. */
    private Stream<Long> ran() {
        return connection.audit().read(place.ref()).stream()
                .flatMap(segment -> segment.lines().stream())
                .flatMap(line -> AuditJson.readable(line).stream())
                .filter(record -> record.action() == Action.DEPLOY_ENDED || record.action() == Action.ROLLBACK_ENDED)
                .filter(record -> record.verdict().equals(Words.of(Step.SUCCEEDED)))
                .sorted(Comparator.comparingLong(AuditRecord::number).reversed())
                .flatMap(record -> record.release().stream());
    }
}
