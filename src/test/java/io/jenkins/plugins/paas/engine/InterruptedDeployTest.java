package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A deploy that somebody else, or the cluster, gets in the way of. */
class InterruptedDeployTest extends InAWorld {
    @Test
    void goesOnWhenTheApiServerIsBack() {
        world.test()
                .cluster
                .failsToApply(
                        new PaasException(
                                Outcome.UNEXPECTED, Problem.of("E_CLUSTER_UNREACHABLE", "nobody answers", "wait")),
                        5);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.warnings()).containsOnlyOnce("W_CLUSTER_AWAY");
    }

    @Test
    void saysWhoHoldsTheLock() {
        world.test().lock.take(world.ref(), "bob@build-7:42");

        PaasException failure = failure(world::deploy);

        assertThat(failure.outcome()).isEqualTo(Outcome.LOCKED);
        assertThat(failure).hasMessageContaining("bob@build-7:42");
    }

    @Test
    void recordsThatItTookTheLockFromSomebodyWhoDied() {
        world.test().lock.take(world.ref(), "bob@build-7:42");
        world.test().lock.holderDies(world.ref());

        world.deploy();

        assertThat(world.events(Event.Noted.class))
                .extracting(Event.Noted::text)
                .contains("the lock is held by bob@build-7:42; waiting up to 15 s for a sign of life");
        assertThat(world.warnings()).contains("W_LOCK_TAKEN_OVER");
        assertThat(world.actions()).contains("LOCK_TAKEN_OVER taken");
    }

    @Test
    void stopsAtOnceWhenSomebodyElseSaved() {
        boolean[] done = {false};
        world.test().rollouts.afterSave(saved -> {
            if (saved.step() == Step.APPLYING && !done[0]) {
                done[0] = true;
                world.test().rollouts.save(saved, world.test().rollouts.load(world.ref()));
            }
        });

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_FENCED");
        assertThat(failure.outcome()).isEqualTo(Outcome.LOCKED);
        assertThat(world.actions()).doesNotContain("DEPLOY_ENDED succeeded");
    }

    @Test
    void stopsAtOnceWhenTheLockIsLost() {
        world.test().rollouts.afterSave(saved -> {
            if (saved.step() == Step.APPLYING) {
                world.test().lock.robbed(world.ref());
            }
        });

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_LOCK_LOST");
        assertThat(world.test().cluster.applied()).isEmpty();
    }

    @Test
    void leavesWithoutAbortingWhenToldToStop() {
        world.test().cluster.staysSilent(1);
        world.clock.leaveAfter(Duration.ofSeconds(30));

        PaasException failure = failure(world::deploy);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo("E_LEFT");
        assertThat(failure).hasMessageContaining("paas resume --cluster test-1");
        assertThat(world.test()
                        .rollouts
                        .load(world.ref())
                        .orElseThrow()
                        .rollout()
                        .step())
                .isEqualTo(Step.PROGRESSING);
        assertThat(world.test().lock.held(world.ref())).isFalse();
    }

    @Test
    void whoeverIsToldToStopWhileTheClusterIsAskedIsToldToResume() {
        PaasException interrupted = new PaasException(
                Outcome.UNEXPECTED, Problem.of("E_INTERRUPTED", "the command was interrupted", "run it again"));
        world.test().cluster.failsToApply(interrupted, 1);

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_LEFT");
        assertThat(failure)
                .hasMessageContaining("paas resume --cluster test-1")
                .hasMessageNotContaining("run it again")
                .hasCause(interrupted);
        assertThat(world.test()
                        .rollouts
                        .load(world.ref())
                        .orElseThrow()
                        .rollout()
                        .step()
                        .open())
                .isTrue();
    }

    @Test
    void finishesARolloutThatWasLeftOpenBeforeItsOwn() {
        world.test().cluster.staysSilent(1);
        world.clock.leaveAfter(Duration.ofSeconds(30));
        failure(world::deploy);
        assertThat(Thread.interrupted()).isTrue();
        world.clock.stay();

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.warnings()).contains("W_ROLLOUT_LEFT_OPEN");
        assertThat(world.actions())
                .containsSubsequence(
                        "RESUMED progressing",
                        "DEPLOY_ENDED failed",
                        "DEPLOY_STARTED started",
                        "DEPLOY_ENDED succeeded");
    }
}
