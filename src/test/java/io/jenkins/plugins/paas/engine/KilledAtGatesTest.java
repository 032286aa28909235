package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process is killed after each state that a strategy with gates saves; whoever resumes comes to the same end, native. */
class KilledAtGatesTest {
    private static final int MORE_THAN_ALL_SAVES = 60;

    @TempDir
    private Path folder;

    static Stream<List<String>> ways() {
        String promotes = "autoPromote: {after: 1m}";
        String aborts = "gate: {timeout: 1m, then: abort}";
        return Stream.of(
                List.of("strategy: manual", promotes),
                List.of("strategy: manual", "firstPod: {traffic: false}", promotes),
                List.of("strategy: canary", promotes),
                List.of("strategy: canary", "canary: {hold: 5m}", promotes),
                List.of("strategy: manual", aborts),
                List.of("strategy: manual", "firstPod: {traffic: false}", aborts),
                List.of("strategy: canary", aborts));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsTheSameAfterAKillAtAnySave(List<String> settings) {
        World uninterrupted = prepared("uninterrupted", settings);
        Delivery end = uninterrupted.deploy();
        isNative(uninterrupted);
        int save = 1;
        while (killed(save, settings, end.outcome(), end.runs())) {
            save++;
            assertThat(save).isLessThan(MORE_THAN_ALL_SAVES);
        }
        assertThat(save).isGreaterThan(5);
    }

    private boolean killed(int save, List<String> settings, Outcome outcome, Optional<Long> runs) {
        World world = prepared("killed-" + save, settings);
        int[] saved = {0};
        world.test().rollouts.afterSave(rollout -> {
            saved[0]++;
            if (saved[0] == save) {
                throw new Killed();
            }
        });
        Throwable thrown = catchThrowable(world::deploy);
        assertThat(thrown == null || thrown instanceof Killed).as("%s", thrown).isTrue();
        world.test().rollouts.afterSave(rollout -> {});
        if (thrown == null) {
            return false;
        }
        world.test().lock.take(world.ref(), "the killed one");
        world.test().lock.holderDies(world.ref());
        world.holder = "bob@other-machine:2";
        world.later();

        Delivery resumed = world.engine().resume().run(new Resume.Request(world.place("test-1"), true, false));

        Rollout last = world.test().rollouts.load(world.ref()).orElseThrow().rollout();
        assertThat(last.step().open()).as("%s after save %s", last.step(), save).isFalse();
        assertThat(Ending.runs(last)).as("what runs after save %s", save).isEqualTo(runs);
        // Killed after its last save, nothing was left to do.
        assertThat(resumed.outcome()).isIn(outcome, Outcome.DONE);
        isNative(world);
        assertThat(world.verify().bad()).isEmpty();
        return true;
    }

    private World prepared(String name, List<String> settings) {
        World world = new World(folder.resolve(name));
        world.controlled();
        world.quota("pods", "100", "4");
        world.app("port: 8080", "replicas: 3").deploy();
        world.atGate = new Deploy.AtGate(true, false);
        Stream<String> lines = Stream.concat(Stream.of("port: 8080", "replicas: 3"), settings.stream());
        return world.app(lines.toArray(String[]::new)).commit(World.COMMIT_B, "two");
    }

    private static void isNative(World world) {
        FakeCluster cluster = world.test().controlled.orElseThrow();
        Observation seen = cluster.observe(world.ref());
        assertThat(HeldBack.unexplained(world.ref().app(), seen, Optional.empty()))
                .isEmpty();
        assertThat(seen.workload().orElseThrow().paused()).isFalse();
        assertThat(seen.scaler().filter(scaler -> !scaler.scalesDown())).isEmpty();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
