package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process is killed right after each state that a Rollout saves; another machine goes on and comes to the same end. */
class KilledProcessTest {
    @TempDir
    private Path folder;

    /** How a Rollout ends, whoever brought it there. */
    private record End(
            Step step,
            Optional<Long> serving,
            List<Release.Verdict> verdicts,
            List<String> objects,
            List<String> audited) {}

    @ParameterizedTest(name = "killed after save {0}")
    @MethodSource("saves")
    void aGoodRolloutEndsTheSame(int save) {
        assertThat(killedAndResumed(save, false)).isEqualTo(uninterrupted(false));
    }

    @ParameterizedTest(name = "killed after save {0}")
    @MethodSource("saves")
    void aFailingRolloutEndsTheSame(int save) {
        assertThat(killedAndResumed(save, true)).isEqualTo(uninterrupted(true));
    }

    @Test
    void everySaveOfBothWasTried() {
        World good = prepared("good", false);
        good.deploy();
        World failing = prepared("failing", true);
        failing.deploy();

        int most = Math.max(savesOf(good), savesOf(failing));
        assertThat(saves().max().orElseThrow()).isGreaterThanOrEqualTo(most);
    }

    static IntStream saves() {
        return IntStream.rangeClosed(1, 9);
    }

    private End uninterrupted(boolean failing) {
        World world = prepared("uninterrupted", failing);
        world.deploy();
        return end(world);
    }

    private End killedAndResumed(int save, boolean failing) {
        World world = prepared("killed", failing);
        int[] saved = {0};
        world.test().rollouts.afterSave(rollout -> {
            saved[0]++;
            if (saved[0] == save) {
                throw new Killed();
            }
        });
        Throwable end = catchThrowable(world::deploy);
        assertThat(end == null || end instanceof Killed).isTrue();
        world.test().lock.take(world.ref(), "the killed one");
        world.test().lock.holderDies(world.ref());
        world.holder = "bob@other-machine:2";
        world.test().rollouts.afterSave(rollout -> {});
        world.later();

        world.engine().resume().run(new Resume.Request(world.place("test-1"), false, false));
        assertThat(world.verify().bad()).isEmpty();
        return end(world);
    }

    private World prepared(String name, boolean failing) {
        World world = new World(folder.resolve(name));
        world.app("port: 8080", "autoscale: {min: 1, max: 3, cpu: 70}").deploy();
        if (failing) {
            world.test().cluster.crashes(2);
        }
        return world.app("port: 8080").commit(World.COMMIT_B, "two");
    }

    private static int savesOf(World world) {
        return (int) world.test().rollouts.history().stream()
                .filter(rollout -> rollout.attempt() == 2)
                .count();
    }

    private static End end(World world) {
        Rollout last = world.test().rollouts.load(world.ref()).orElseThrow().rollout();
        return new End(
                last.step(),
                world.test().cluster.serving(),
                world.test().releases.list(world.ref()).stream()
                        .map(ReleaseStore.Entry::verdict)
                        .toList(),
                world.test().cluster.objectNames().stream().sorted().toList(),
                world.actions().stream()
                        .filter(action -> !action.startsWith("RESUMED") && !action.startsWith("LOCK_TAKEN_OVER"))
                        .toList());
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
