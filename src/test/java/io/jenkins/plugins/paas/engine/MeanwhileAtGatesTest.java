package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.codec.RolloutJson;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do between a person's look at a gate and his word. */
class MeanwhileAtGatesTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void atTheGate() {
        world = new World(folder);
        world.controlled();
        world.quota("pods", "100", "4");
        world.app("port: 8080", "replicas: 4").deploy();
        world.app("port: 8080", "replicas: 4", "strategy: canary").commit(World.COMMIT_B, "two");
        world.deploy();
        assertThat(rollout().step()).isEqualTo(Step.AT_GATE);
    }

    @Test
    void aPromotionIsForTheRolloutThatWasSeenAndForNoOther() {
        world.test().lock.beforeNextTake(this::anotherComesToItsGate);

        PaasException refused = failure(() -> world.engine()
                .promote()
                .run(new Promote.Request(world.place("test-1"), new Grant.All(), false, false)));

        assertThat(refused.code()).isEqualTo("E_SUPERSEDED");
        assertThat(rollout().step()).isEqualTo(Step.AT_GATE);
        assertThat(world.actions()).doesNotContain("PROMOTED promoted");
    }

    @Test
    void anAbortIsForTheRolloutThatWasSeenAndForNoOther() {
        world.test().lock.beforeNextTake(this::anotherComesToItsGate);

        assertThat(failure(this::abort).code()).isEqualTo("E_SUPERSEDED");
        assertThat(rollout().step()).isEqualTo(Step.AT_GATE);
        assertThat(world.actions()).doesNotContain("ABORTED aborted");
    }

    @Test
    void anAbortThatComesTooLateIsNotLeftOnRecordAsDone() {
        // Somebody is at work, and has it closed when our word is to be written.
        world.test().lock.take(world.ref(), "somebody else");
        world.test()
                .lock
                .beforeNextTake(() -> world.test()
                        .audit
                        .afterNextAppend(() -> save(world.test()
                                .rollouts
                                .load(world.ref())
                                .orElseThrow()
                                .rollout()
                                .to(Step.SUCCEEDED, world.clock.instant()))));

        assertThat(failure(this::abort).code()).isEqualTo("E_NO_ROLLOUT");
        assertThat(world.actions()).endsWith("ABORTED aborted", "REFUSED not aborted");
    }

    private Delivery abort() {
        return world.engine().abort().run(new Abort.Request(world.place("test-1"), "slow"));
    }

    private void anotherComesToItsGate() {
        Rollout present = rollout();
        save(RolloutJson.read(
                "test",
                RolloutJson.write(present)
                        .replace("\"attempt\":" + present.attempt(), "\"attempt\":" + (present.attempt() + 1))));
    }

    private void save(Rollout next) {
        Optional<Saved> present = world.test().rollouts.load(world.ref());
        world.test().rollouts.save(next, present);
    }

    private Rollout rollout() {
        return world.test().rollouts.load(world.ref()).orElseThrow().rollout();
    }

    private static PaasException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PaasException.class, call);
    }
}
