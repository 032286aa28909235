package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.testing.AuditLogContract;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KubeAuditLogTest extends AuditLogContract {
    @AutoClose
    private final RecordServer server = new RecordServer();

    @AutoClose
    private final KubeApi api = server.connect();

    @Override
    protected AuditLog log() {
        return new KubeAuditLog(api, 3);
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @Test
    void addsALineInOneRequestWhereItAddedTheLast() {
        AuditLog log = log();
        log.append(app(), "one", Optional.empty());
        server.requests();
        log.append(app(), "two", Optional.of("one"));
        assertThat(server.requests()).containsExactly("PUT /api/v1/namespaces/trade/configmaps/paas.audit.orders.1");
    }

    @Test
    void sealsASegmentWithTheLineThatFillsIt() {
        log().append(app(), "one", Optional.empty());
        log().append(app(), "two", Optional.of("one"));
        assertThat(Tree.of(server.object("paas.audit.orders.1")).flag("immutable"))
                .isFalse();
        log().append(app(), "three", Optional.of("two"));
        assertThat(Tree.of(server.object("paas.audit.orders.1")).flag("immutable"))
                .isTrue();
        assertThat(log().append(app(), "four", Optional.of("three"))).isTrue();
        assertThat(log().last(app())).contains("four");
    }

    @Test
    void sealsASegmentThatHasGrownLong() {
        AuditLog log = new KubeAuditLog(api);
        log.append(app(), "x".repeat(300_000), Optional.empty());
        assertThat(Tree.of(server.object("paas.audit.orders.1")).flag("immutable"))
                .isTrue();
    }

    @Test
    void noticesWhatAnotherProcessAdded() {
        AuditLog mine = log();
        AuditLog other = log();
        mine.append(app(), "one", Optional.empty());
        for (int i = 2; i < 8; i++) {
            other.append(app(), "line " + i, other.last(app()));
        }
        assertThat(mine.append(app(), "late", Optional.of("one"))).isFalse();
        assertThat(mine.last(app())).contains("line 7");
        assertThat(mine.append(app(), "mine", Optional.of("line 7"))).isTrue();
    }

    @Test
    void leavesAMissingSegmentToBeSeen() {
        for (int i = 1; i < 8; i++) {
            log().append(app(), "line " + i, log().last(app()));
        }
        server.remove("paas.audit.orders.2");
        assertThat(log().read(app())).extracting(AuditLog.Segment::number).containsExactly(1, 3);
    }

    @Nested
    class WhenAnswersGetLost extends AuditLogContract {
        @AutoClose
        private final RecordServer lossy = new RecordServer().losingAnswers();

        @AutoClose
        private final KubeApi api = lossy.connect();

        @Override
        protected AuditLog log() {
            return new KubeAuditLog(api, 3);
        }

        @Override
        protected AppRef app() {
            return SampleRecords.orders("trade");
        }
    }
}
