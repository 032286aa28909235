package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Lock;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held back without a reason is ended on request. */
class MendTest {
    @TempDir
    private Path folder;

    private World world;
    private FakeCluster cluster;

    @BeforeEach
    void leaveACanaryAtItsGateWithoutARecord() {
        world = new World(folder.resolve("app"));
        cluster = world.controlled();
        world.quota("pods", "100", "0");
        world.app("port: 8080", "replicas: 3", "strategy: canary");
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        world.deploy();
        world.test().rollouts.forget(world.ref());
    }

    @Test
    void lookingNamesItAndChangesNothing() {
        List<String> calls = cluster.calls();

        Mend.Held held = world.engine().mend().look(world.place("test-1"));

        assertThat(held.what()).hasSize(3);
        assertThat(held.release()).contains(2L);
        assertThat(cluster.calls()).isEqualTo(calls);
    }

    @Test
    void whoPromotesOrAbortsWithoutARolloutIsToldOfIt() {
        Place place = world.place("test-1");

        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> world.engine().promote().run(new Promote.Request(place, new Grant.All(), false, false)),
                () -> world.engine().abort().run(new Abort.Request(place, "why not")))) {
            PaasException refused = catchThrowableOfType(PaasException.class, deed);
            assertThat(refused.code()).isEqualTo("E_NO_ROLLOUT");
            assertThat(refused.getMessage()).contains("is frozen").contains("paas doctor --fix --cluster test-1");
        }
    }

    @Test
    void endsIt() {
        List<String> ended = mend();

        assertThat(ended).hasSize(3);
        assertThat(world.engine().mend().look(world.place("test-1")).what()).isEmpty();
        Observation seen = cluster.observe(world.ref());
        assertThat(seen.workload().orElseThrow().paused()).isFalse();
        assertThat(seen.workload().orElseThrow().pace().isFrozen()).isFalse();
    }

    @Test
    void whoHandsOverATokenEndsItAsThatPerson() {
        Person bob = new Person("gitlab", "bob", List.of());
        world.voucher = () -> Optional.of(bob);

        mend();

        assertThat(world.engine().audit().list(world.place("test-1")))
                .filteredOn(record -> record.action() == AuditRecord.Action.MENDED)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.actor().vouched()).contains(bob));
    }

    @Test
    void noPinEverStandsOutsideFreezeAndPause() {
        List<Observation> all = new ArrayList<>();
        try (Cluster.Watch watch = cluster.watch(world.ref(), all::add)) {
            mend();
        }

        assertThat(all).hasSizeGreaterThan(3).allSatisfy(seen -> {
            boolean held = seen.workload().orElseThrow().pace().isFrozen()
                    && seen.workload().orElseThrow().paused();
            assertThat(held || seen.services().stream().noneMatch(MendTest::pinnedForAll))
                    .isTrue();
        });
    }

    /** The preview is nobody's way in. */
    private static boolean pinnedForAll(ServiceView service) {
        return service.name().equals("shop") && !service.pin().isEmpty();
    }

    @Test
    void recordsWhoFoundWhat() {
        mend();

        AuditRecord record = world.engine().audit().list(world.place("test-1")).stream()
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(record.action()).isEqualTo(AuditRecord.Action.MENDED);
        assertThat(record.actor().confirmed().user()).isEqualTo("system:serviceaccount:trade:ci");
        assertThat(record.details().get("found")).contains("frozen").contains("some of the pods");
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void whatRunsThenIsNotCalledGoodUntilADeploySeesItRun() {
        mend();

        assertThat(verdict()).isEqualTo(Release.Verdict.MENDED);

        world.app("port: 8080", "replicas: 3");
        world.deploy();
        assertThat(verdict()).isEqualTo(Release.Verdict.GOOD);
    }

    @Test
    void whatARolloutFoundStays() {
        world.test().releases.judge(world.ref(), 2, Release.Verdict.FAILED);

        mend();

        assertThat(verdict()).isEqualTo(Release.Verdict.FAILED);
    }

    private Release.Verdict verdict() {
        return world.engine()
                .history()
                .run(world.place("test-1"))
                .get(0)
                .release()
                .verdict();
    }

    @Test
    void doingItAgainChangesNothing() {
        mend();
        List<String> calls = cluster.calls();
        List<String> actions = world.actions();

        assertThat(mend()).isEmpty();

        assertThat(cluster.calls()).isEqualTo(calls);
        assertThat(world.actions()).isEqualTo(actions);
    }

    @Test
    void waitsForNobodyWhoHoldsTheLock() {
        List<String> calls = cluster.calls();
        try (Lock.Held other = world.test().lock.take(world.ref(), "bob")) {
            PaasException locked = catchThrowableOfType(PaasException.class, this::mend);

            assertThat(locked.code()).isEqualTo("E_LOCKED");
            assertThat(cluster.calls()).isEqualTo(calls);
        }
    }

    @Test
    void whatWasLeftHalfWayIsEndedByTheNextOne() {
        cluster.forbids("patch", "deployments");
        assertThat(catchThrowableOfType(PaasException.class, this::mend).code()).isEqualTo("E_FORBIDDEN");
        assertThat(cluster.observe(world.ref()).services()).noneMatch(MendTest::pinnedForAll);

        cluster.allows("patch", "deployments");

        assertThat(mend()).singleElement().asString().contains("frozen");
        assertThat(cluster.observe(world.ref()).workload().orElseThrow().paused())
                .isFalse();
    }

    @Test
    void anOpenRolloutIsLeftAlone() {
        World other = new World(folder.resolve("other"));
        FakeCluster there = other.controlled();
        other.quota("pods", "100", "0");
        other.app("port: 8080", "strategy: canary");
        other.deploy();
        other.commit(World.COMMIT_B, "two");
        other.deploy();
        List<String> calls = there.calls();

        assertThat(other.engine().mend().run(other.place("test-1"))).isEmpty();

        assertThat(there.calls()).isEqualTo(calls);
    }

    private List<String> mend() {
        return world.engine().mend().run(world.place("test-1"));
    }
}
