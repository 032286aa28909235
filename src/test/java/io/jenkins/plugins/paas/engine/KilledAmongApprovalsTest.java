package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that hears approvals is killed after each state it saves: no approval that was saved is lost, none that was not
 * counts, and no gate is left with fewer persons than asked.
 */
class KilledAmongApprovalsTest {
    private static final int MORE_THAN_ALL_SAVES = 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"canary, true", "manual, true", "rolling, true", "rolling, false", "canary, false", "manual, false"})
    void comesToTheSameEndAfterAKillAtAnySave(String strategy, boolean running) {
        int save = 1;
        while (killedAt(save, strategy, running)) {
            save++;
            assertThat(save).isLessThan(MORE_THAN_ALL_SAVES);
        }
        assertThat(save).isGreaterThan(3);
    }

    private boolean killedAt(int save, String strategy, boolean running) {
        World world = prepared(strategy + "-" + running + "-" + save, strategy, running);
        int[] saved = {0};
        world.test().rollouts.afterSave(rollout -> {
            requireEnough(rollout);
            saved[0]++;
            if (saved[0] == save) {
                throw new Killed();
            }
        });
        boolean killed = isKilled(world, "alice") || isKilled(world, "bob");
        world.test().rollouts.afterSave(KilledAmongApprovalsTest::requireEnough);
        if (!killed) {
            assertThat(last(world).step()).isEqualTo(Step.SUCCEEDED);
            return false;
        }
        world.test().lock.take(world.ref(), "the killed one");
        world.test().lock.holderDies(world.ref());
        world.holder = "carl@other-machine:2";
        List<Approval> before = given(world);

        if (last(world).step().isGate()) {
            // Whoever was killed says it again; it counts once.
            promote(world, "alice");
            promote(world, "bob");
        } else {
            Outcome end = world.as("carl")
                    .engine()
                    .resume()
                    .run(new Resume.Request(world.place("test-1"), true, false))
                    .outcome();
            assertThat(end).isEqualTo(Outcome.DONE);
        }

        assertThat(last(world).step()).isEqualTo(Step.SUCCEEDED);
        assertThat(given(world)).containsAll(before).hasSize(2);
        assertThat(given(world).stream().map(each -> each.by().confirmed().user()))
                .containsExactlyInAnyOrder("alice", "bob");
        assertThat(world.verify().bad()).isEmpty();
        return true;
    }

    /** What may never stand in the record, not for a moment. */
    private static void requireEnough(Rollout rollout) {
        boolean left = Stream.of(
                        Step.SWITCHING,
                        Step.DRAINING,
                        Step.ADDING,
                        Step.UNPINNING,
                        Step.THAWING,
                        Step.PROGRESSING,
                        Step.SUCCEEDED)
                .anyMatch(step -> step == rollout.step());
        // With nothing of its strategy to put back it comes to no gate any more.
        boolean begun = rollout.step() == Step.APPLYING && rollout.staging().isEmpty();
        if (left || begun) {
            assertThat(rollout.consent().orElseThrow().given())
                    .as("%s", rollout.step())
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static boolean isKilled(World world, String user) {
        Throwable thrown = catchThrowable(() -> promote(world, user));
        assertThat(thrown == null || thrown instanceof Killed).as("%s", thrown).isTrue();
        return thrown != null;
    }

    private static void promote(World world, String user) {
        world.as(user, "managers")
                .engine()
                .promote()
                .run(new Promote.Request(world.place("test-1"), new Grant.All(), false, false));
    }

    private static Rollout last(World world) {
        return world.test().rollouts.load(world.ref()).orElseThrow().rollout();
    }

    private static List<Approval> given(World world) {
        Optional<Consent> consent = last(world).consent();
        return consent.orElseThrow().given();
    }

    private World prepared(String name, String strategy, boolean running) {
        World world = new World(folder.resolve(name)).as("anna", "developers");
        world.controlled();
        world.quota("pods", "100", "4");
        if (running) {
            world.app("port: 8080", "replicas: 3").deploy();
        }
        world.platform("approvals: {test: {by: [managers], count: 2}}");
        world.app("port: 8080", "replicas: 3", "strategy: " + strategy).commit(World.COMMIT_B, "two");
        world.deploy();
        return world;
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
