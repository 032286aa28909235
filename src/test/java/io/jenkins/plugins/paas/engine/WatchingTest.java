package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.engine.Doctor.Check;
import io.jenkins.plugins.paas.engine.Doctor.Mark;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.RolloutStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The use cases that change nothing. */
class WatchingTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void deployOnce() {
        world = new World(folder.resolve("app"));
        world.deploy();
    }

    @Test
    void resumeSaysThatNothingIsOpen() {
        Delivery delivery = world.engine().resume().run(new Resume.Request(world.place("test-1"), false, false));

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(delivery.changed()).isFalse();
        assertThat(delivery.runs()).contains(1L);
        assertThat(world.events(Event.Noted.class)).anyMatch(note -> note.text().contains("nothing to go on with"));
    }

    @Test
    void statusShowsWhatRunsAndHowItCameThere() {
        ShowStatus.Status status = world.engine().status().run(world.place("test-1"));

        assertThat(status.running().map(ReleaseStore.Entry::number)).contains(1L);
        assertThat(status.rollout().orElseThrow().step()).isEqualTo(Step.SUCCEEDED);
        assertThat(status.seen().pods()).isNotEmpty();
        assertThat(status.diagnosis()).isEmpty();
    }

    @Test
    void whatStatusSeesOnceIsAnEventToo() {
        ShowStatus.Status status = world.engine().status().run(world.place("test-1"));

        assertThat(status.events())
                .containsExactly(new Event.Seen(status.rollout().orElseThrow(), status.seen()));

        world.test().rollouts.forget(world.ref());

        assertThat(world.engine().status().run(world.place("test-1")).events())
                .singleElement()
                .isInstanceOf(Event.Noted.class);
    }

    private void leaveACrashingRelease() {
        world.test().cluster.crashes(2);
        world.commit(World.COMMIT_B, "two");
        world.engine().deploy().run(world.withoutRollback());
    }

    @Test
    void statusExplainsPodsThatAreNotReady() {
        leaveACrashingRelease();

        ShowStatus.Status status = world.engine().status().run(world.place("test-1"));

        assertThat(status.diagnosis().map(Diagnosis::code)).contains(Diagnosis.Code.E_CRASH_LOOP);
    }

    @Test
    void statusOfAnAppThatIsNotThereIsEmpty() {
        ShowStatus.Status status = world.engine().status().run(world.place("prod-1"));

        assertThat(status.running()).isEmpty();
        assertThat(status.rollout()).isEmpty();
        assertThat(status.seen().workload()).isEmpty();
    }

    @Test
    void historyMarksTheReleaseThatRuns() {
        world.commit(World.COMMIT_B, "two").deploy();
        world.engine()
                .rollback()
                .run(new Rollback.Request(world.place("test-1"), Optional.empty(), false, Optional.empty()));

        List<ShowHistory.Line> lines = world.engine().history().run(world.place("test-1"));

        assertThat(lines).map(line -> line.release().number()).containsExactly(2L, 1L);
        assertThat(lines).map(ShowHistory.Line::runs).containsExactly(false, true);
    }

    @Test
    void whoeverWatchesGoesOnWithTheRolloutThatTookThePlaceOfAnother() {
        RolloutStore store = world.test().rollouts;
        RolloutStore.Saved ended = store.load(world.ref()).orElseThrow();
        Rollout before = ended.rollout().to(Step.PROGRESSING, world.clock.instant());
        RolloutStore.Saved open = store.save(before, Optional.of(ended));
        Rollout next = Rollout.planned(new Rollout.Terms(
                        before.ref(),
                        before.cluster(),
                        before.attempt() + 1,
                        before.kind(),
                        before.strategy(),
                        before.release(),
                        before.fallback(),
                        before.policy(),
                        before.nodesMayJoin(),
                        before.actor(),
                        world.clock.instant(),
                        Optional.empty()))
                .to(Step.SUCCEEDED, world.clock.instant());
        world.clock.onNextTick(() -> {
            store.save(next, Optional.of(open));
            return true;
        });

        assertThat(world.engine().status().follow(world.place("test-1"))).isTrue();
        assertThat(world.events(Event.Stepped.class).stream().map(Event.Stepped::rollout))
                .contains(before, next);
    }

    @Test
    void logsOfNowComeFromEachPod() {
        world.engine().logs().run(logs(false, Optional.empty()));

        assertThat(world.events(Event.Output.class)).contains(new Event.Output("shop-1-0", "the log of shop-1-0"));
    }

    @Test
    void logsAreFollowedUntilWeAreToldToLeave() {
        world.clock.leaveAfter(Duration.ofMinutes(2));

        world.engine().logs().run(logs(true, Optional.empty()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(world.events(Event.Output.class))
                .containsOnlyOnce(new Event.Output("shop-1-0", "first line of shop-1-0"));
        assertThat(world.events(Event.Noted.class)).doesNotContain(new Event.Noted("shop-1-0 ended"));
    }

    @Test
    void logsOfAPodThatIsNotThereNameThoseThatAre() {
        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> world.engine().logs().run(logs(false, Optional.of("shop-9"))));

        assertThat(failure.code()).isEqualTo("E_NO_POD");
        assertThat(failure).hasMessageContaining("shop-1-0");
    }

    @Test
    void logsOfAContainerThatIsNotThereNameThoseThatAre() {
        FollowLogs.Request typo = new FollowLogs.Request(
                world.place("test-1"), false, false, 10, Optional.empty(), false, Optional.of("shpo"));

        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> world.engine().logs().run(typo));

        assertThat(failure.code()).isEqualTo("E_NO_CONTAINER");
        assertThat(failure).hasMessageContaining("shpo");
    }

    @Test
    void logsThatCannotBeReadHideNoOthers() {
        leaveACrashingRelease();
        world.test().cluster.cannotReadLogOf("shop-1-0");

        world.engine().logs().run(logs(false, Optional.empty()));

        assertThat(world.events(Event.Output.class)).contains(new Event.Output("shop-2-bad", "the log of shop-2-bad"));
        assertThat(world.events(Event.Noted.class))
                .anyMatch(note -> note.text().contains("shop-1-0 cannot be read: its node does not answer"));
    }

    @Test
    void logsOfTheRunBeforeAreThoseOfContainersThatRanBefore() {
        world.engine()
                .logs()
                .run(new FollowLogs.Request(
                        world.place("test-1"), false, true, 10, Optional.empty(), false, Optional.empty()));

        assertThat(world.events(Event.Output.class))
                .noneMatch(line -> line.from().startsWith("shop-1"));
        assertThat(world.events(Event.Noted.class)).anyMatch(note -> note.text().contains("has run before"));
    }

    @Test
    void logsOfAnAppThatHasNoPodSaySo() {
        world.engine()
                .logs()
                .run(new FollowLogs.Request(
                        world.place("prod-1"), false, false, 10, Optional.empty(), false, Optional.empty()));

        assertThat(world.events(Event.Noted.class)).anyMatch(note -> note.text().endsWith("has no pod"));
    }

    @Test
    void theTrailIsHandedOutAsLinesOrAsATable() {
        AuditTrail trail = world.engine().audit();

        assertThat(trail.export(world.place("test-1"), AuditTrail.Format.JSON_LINES))
                .hasSize(3);
        assertThat(trail.export(world.place("test-1"), AuditTrail.Format.CSV)).hasSize(4);
    }

    @Test
    void doctorRunsEveryCheckThoughSomeFail() {
        world.registry.unreachable();
        world.source.dirty();
        List<Check> told = new ArrayList<>();

        List<Check> checks =
                world.engine().doctor().run(new Doctor.Request(world.target("test-1"), world.folder), told::add);

        assertThat(checks).isEqualTo(told);
        assertThat(mark(checks, "git")).isEqualTo(Mark.WARN);
        assertThat(mark(checks, "registry")).isEqualTo(Mark.FAIL);
        assertThat(mark(checks, "API server")).isEqualTo(Mark.OK);
        assertThat(mark(checks, "permissions")).isEqualTo(Mark.FAIL);
        assertThat(mark(checks, "quota")).isEqualTo(Mark.FAIL);
        assertThat(mark(checks, "rollout")).isEqualTo(Mark.OK);
        assertThat(mark(checks, "audit trail")).isEqualTo(Mark.OK);
        assertThat(checks)
                .filteredOn(check -> check.name().equals("permissions"))
                .first()
                .satisfies(check -> assertThat(check.what()).contains("get pods/log (to show why a container failed)"));
    }

    @Test
    void doctorAsksForTheRightToSeeBothKindsOfWorkloads() {
        List<String> rights = Permissions.of(world.target("test-1").run(), false).stream()
                .map(Object::toString)
                .toList();

        assertThat(rights)
                .doesNotHaveDuplicates()
                .contains("list deployments.apps", "list statefulsets.apps", "list replicasets.apps");
    }

    private FollowLogs.Request logs(boolean follow, Optional<String> pod) {
        return new FollowLogs.Request(world.place("test-1"), follow, false, 10, pod, false, Optional.empty());
    }

    private static Mark mark(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .mark();
    }
}
