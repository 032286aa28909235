package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.testing.ReleaseStoreContract;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KubeReleaseStoreTest extends ReleaseStoreContract {
    @AutoClose
    private final RecordServer server = new RecordServer();

    @AutoClose
    private final KubeApi api = server.connect();

    @Override
    protected ReleaseStore store() {
        return new KubeReleaseStore(api);
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @Test
    void listsWithoutFetchingAnyContent() {
        store().save(SampleRecords.release(app(), 7));
        store().judge(app(), 7, Release.Verdict.GOOD);
        server.requests();
        assertThat(store().list(app())).hasSize(1);
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET ")
                .contains("labelSelector=");
    }

    @Test
    void notesAHeadInOneRequestWhereItSavedTheRelease() {
        ReleaseStore store = store();
        store.save(SampleRecords.release(app(), 7));
        server.requests();
        store.anchor(app(), new AuditRecord.Head(1, "1".repeat(64)));
        store.judge(app(), 7, Release.Verdict.GOOD);
        store.anchor(app(), new AuditRecord.Head(2, "2".repeat(64)));
        assertThat(server.requests()).hasSize(3).allMatch(request -> request.startsWith("PATCH "));
    }

    @Test
    void neverMovesAHeadBack() {
        ReleaseStore one = store();
        ReleaseStore other = store();
        one.save(SampleRecords.release(app(), 7));
        AuditRecord.Head sixth = new AuditRecord.Head(6, "6".repeat(64));
        other.anchor(app(), sixth);
        one.anchor(app(), new AuditRecord.Head(5, "5".repeat(64)));
        assertThat(one.anchored(app())).isEqualTo(sixth);
    }

    @Test
    void refusesToPassOverADamagedHead() {
        store().save(SampleRecords.release(app(), 7));
        annotate(Map.of("paas-deploy/audit-head", "5"));
        assertThat(catchThrowableOfType(PaasException.class, () -> store().anchored(app()))
                        .code())
                .isEqualTo("E_RECORD_UNREADABLE");
    }

    @Test
    void readsTheContentOfAReleaseThatLostItsAnnotations() {
        store().save(SampleRecords.release(app(), 7));
        annotate(Map.of("paas-deploy/created-at", "yesterday"));
        assertThat(store().list(app()))
                .extracting(ReleaseStore.Entry::createdAt)
                .containsExactly(SampleRecords.NOW);
    }

    @Test
    void namesASecretThatCannotBeRead() {
        store().save(SampleRecords.release(app(), 7));
        for (String broken : List.of("", "!", "AAAA")) {
            Map<String, Object> secret = new LinkedHashMap<>(server.object("paas.release.orders.7"));
            secret.put("data", Map.of("release", broken));
            server.put("/api/v1/namespaces/trade/secrets/paas.release.orders.7", secret);
            assertThat(catchThrowableOfType(PaasException.class, () -> store().find(app(), 7)))
                    .hasMessageContaining("secrets/paas.release.orders.7 in namespace trade");
        }
    }

    @Test
    void isFoundByTheLabelThatPeopleKnow() {
        store().save(SampleRecords.release(app(), 7));
        Tree secret = Tree.of(server.object("paas.release.orders.7"));
        assertThat(secret.text("type")).isEqualTo("paas-deploy/release");
        assertThat(secret.flag("immutable")).isTrue();
        assertThat(secret.at("metadata", "labels").map())
                .isEqualTo(Map.of(
                        "app.kubernetes.io/name", "orders",
                        "app.kubernetes.io/managed-by", "paas-deploy",
                        "app.kubernetes.io/version", "7-1-0123456789ab",
                        "paas-deploy/record", "release"));
    }

    private void annotate(Map<String, Object> annotations) {
        api.merge(
                KubePath.SECRETS.in(app().namespace()).named("paas.release.orders.7"),
                Map.of("metadata", Map.of("annotations", annotations)));
    }

    @Nested
    class WhenAnswersGetLost extends ReleaseStoreContract {
        @AutoClose
        private final RecordServer lossy = new RecordServer().losingAnswers();

        @AutoClose
        private final KubeApi api = lossy.connect();

        @Override
        protected ReleaseStore store() {
            return new KubeReleaseStore(api);
        }

        @Override
        protected AppRef app() {
            return SampleRecords.orders("trade");
        }
    }
}
