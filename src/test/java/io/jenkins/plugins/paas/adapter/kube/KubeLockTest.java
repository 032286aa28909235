package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Lock;
import io.jenkins.plugins.paas.testing.LockContract;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KubeLockTest extends LockContract {
    private static final Duration LENGTH = Duration.ofSeconds(15);

    @AutoClose
    private final RecordServer server = new RecordServer();

    @AutoClose
    private final KubeApi api = server.connect();

    private final MovedPulse time = new MovedPulse();
    private final MovedPulse.Party first = time.process();
    private final MovedPulse.Party second = time.process();

    @Override
    protected Lock lock() {
        return new KubeLock(api, first, LENGTH);
    }

    @Override
    protected Lock other() {
        return new KubeLock(api, second, LENGTH);
    }

    @Override
    protected void holderDies() {
        first.die();
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @Test
    void staysHeldAsLongAsItsHeartBeats() {
        try (Lock.Held held = lock().take(app(), "anna", UNTOLD)) {
            for (int i = 0; i < 100; i++) {
                time.advance(Duration.ofSeconds(5));
            }
            assertThat(held.stands()).isTrue();
        }
    }

    @Test
    void waitsNoLongerThanOneHeartbeatForASignOfLife() {
        try (Lock.Held held = lock().take(app(), "anna", UNTOLD)) {
            assertThat(held.stands()).isTrue();
            long before = second.nanos();
            assertThat(catchThrowableOfType(PaasException.class, () -> other().take(app(), "bert", UNTOLD)))
                    .hasMessageContaining("anna since 2026-11-21T10:15:30Z")
                    .hasMessageContaining("15 seconds");
            assertThat(Duration.ofNanos(second.nanos() - before)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void takesOverOnceTheHoldersOwnLengthHasPassed() {
        new KubeLock(api, first, Duration.ofSeconds(60)).take(app(), "anna", UNTOLD);
        holderDies();
        long before = second.nanos();
        try (Lock.Held taken = other().take(app(), "bert", UNTOLD)) {
            assertThat(taken.takenOverFrom()).contains("anna");
        }
        assertThat(Duration.ofNanos(second.nanos() - before)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void doesNotTrustTheTimeOfDayInTheLease() {
        lock().take(app(), "anna", UNTOLD);
        holderDies();
        Map<String, Object> spec = Map.of(
                "holderIdentity", "anna",
                "leaseDurationSeconds", 15,
                "renewTime", "2001-01-01T00:00:00.000000Z");
        api.merge(path(), Map.of("spec", spec));
        long before = second.nanos();
        other().take(app(), "bert", UNTOLD).close();
        assertThat(Duration.ofNanos(second.nanos() - before)).isGreaterThanOrEqualTo(LENGTH);
    }

    @Test
    void takesALockThatIsGivenBackWhileItWaits() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        first.every(Duration.ofSeconds(2), held::close);
        try (Lock.Held taken = other().take(app(), "bert", UNTOLD)) {
            assertThat(taken.takenOverFrom()).isEmpty();
        }
    }

    @Test
    void aLabelThatSomebodySetsIsNoSignOfLifeAndNoLoss() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        api.merge(path(), Map.of("metadata", Map.of("labels", Map.of("seen-by", "carl"))));
        time.advance(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(14));
        assertThat(held.stands()).isTrue();
        holderDies();
        second.every(
                Duration.ofSeconds(4),
                () -> api.merge(path(), Map.of("metadata", Map.of("labels", Map.of("seen-at", "t" + second.nanos())))));
        assertThat(other().take(app(), "bert", UNTOLD).takenOverFrom()).contains("anna");
    }

    @Test
    void noticesThatSomebodyTookItAway() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        server.put(
                "/apis/coordination.k8s.io/v1/namespaces/trade/leases/paas.orders",
                Map.of("metadata", Map.of("name", "paas.orders"), "spec", Map.of("holderIdentity", "carl")));
        time.advance(Duration.ofSeconds(5));
        assertThat(held.stands()).isFalse();
        held.close();
        assertThat(Tree.of(server.object("paas.orders")).at("spec").text("holderIdentity"))
                .isEqualTo("carl");
    }

    @Test
    void standsNoLongerWhenTheLeaseIsDeleted() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        server.remove("paas.orders");
        time.advance(Duration.ofSeconds(5));
        assertThat(held.stands()).isFalse();
    }

    @Test
    void standsAsLongAsItsLengthWhileTheServerIsAway() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        server.close();
        time.advance(Duration.ofSeconds(14));
        assertThat(held.stands()).isTrue();
        time.advance(Duration.ofSeconds(1));
        assertThat(held.stands()).isFalse();
        held.close();
    }

    @Test
    void standsAgainWhenNobodyTookItWhileTheServerWasAway() {
        try (Lock.Held held = lock().take(app(), "anna", UNTOLD)) {
            first.die();
            time.advance(Duration.ofSeconds(60));
            assertThat(held.stands()).isFalse();
            first.live();

            assertThat(held.standsAgain(Duration.ofSeconds(30))).isTrue();
            assertThat(held.stands()).isTrue();
        }
    }

    @Test
    void doesNotStandAgainOnceSomebodyElseTookIt() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        first.die();
        try (Lock.Held taken = other().take(app(), "bert", UNTOLD)) {
            first.live();

            assertThat(held.standsAgain(Duration.ofSeconds(30))).isFalse();
            assertThat(taken.stands()).isTrue();
        }
    }

    @Test
    void doesNotWaitForEverToStandAgain() {
        Lock.Held held = lock().take(app(), "anna", UNTOLD);
        first.die();
        time.advance(Duration.ofSeconds(60));
        long before = first.nanos();

        assertThat(held.standsAgain(Duration.ofSeconds(30))).isFalse();
        assertThat(Duration.ofNanos(first.nanos() - before)).isLessThan(Duration.ofSeconds(31));
    }

    @Test
    void countsHowOftenItChangedHands() {
        lock().take(app(), "anna", UNTOLD).close();
        lock().take(app(), "anna", UNTOLD).close();
        lock().take(app(), "anna", UNTOLD);
        Tree spec = Tree.of(server.object("paas.orders")).at("spec");
        assertThat(spec.number("leaseTransitions")).isEqualTo(2);
        assertThat(spec.text("acquireTime")).matches("2026-11-21T10:15:30\\.[0-9]{6}Z");
    }

    private KubePath path() {
        return LeaseView.path(app());
    }

    @Nested
    class WhenAnswersGetLost extends LockContract {
        @AutoClose
        private final RecordServer lossy = new RecordServer().losingAnswers();

        @AutoClose
        private final KubeApi api = lossy.connect();

        private final MovedPulse.Party first = time.process();

        @Override
        protected Lock lock() {
            return new KubeLock(api, first, LENGTH);
        }

        @Override
        protected Lock other() {
            return new KubeLock(api, second, LENGTH);
        }

        @Override
        protected void holderDies() {
            first.die();
        }

        @Override
        protected AppRef app() {
            return SampleRecords.orders("trade");
        }
    }
}
