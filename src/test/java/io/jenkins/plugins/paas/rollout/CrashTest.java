package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.rollout.SimulatedCluster.Fate;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that dies at any point leaves a state from which another one comes to the same end. */
class CrashTest {
    /** The process is gone. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One run of a Rollout, by processes that die after so many actions and are replaced. */
    private static final class Run {
        private final SimulatedCluster cluster;
        private final long idle;
        private Rollout saved;
        private Instant now = START;
        private int actionsLeft;
        private int actions;

        Run(Fate fresh, Fate old, Rollouts rollouts, int diesAfter, long idle) {
            this.cluster = new SimulatedCluster(Map.of(NEW, fresh, OLD, old));
            this.saved = rollouts.planned();
            this.actionsLeft = diesAfter;
            this.idle = idle;
        }

        Rollout toTheEnd() {
            while (saved.step().open()) {
                try {
                    work();
                } catch (Died e) {
                    now = now.plusSeconds(idle);
                    saved = RolloutMachine.resumed(saved, now);
                }
            }
            return saved;
        }

        private void work() {
            Rollout state = saved;
            while (state.step().open()) {
                Decision decision = RolloutMachine.decide(state, cluster.seen(now), now);
                state = save(decision.next(), state);
                for (Effect effect : decision.effects()) {
                    if (effect instanceof Effect.Apply apply) {
                        act(() -> cluster.apply(apply.release(), now));
                        state = save(RolloutMachine.applied(state, templateOf(apply.release()), now), state);
                    }
                }
                now = now.plusSeconds(1);
            }
        }

        private Rollout save(Rollout next, Rollout before) {
            if (!next.equals(before)) {
                act(() -> saved = next);
            }
            return next;
        }

        private void act(Runnable action) {
            action.run();
            actions++;
            if (actionsLeft-- == 1) {
                throw new Died();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "READY, READY, SUCCEEDED",
        "CRASHES_ONCE, READY, SUCCEEDED",
        "CRASHES, READY, ROLLED_BACK",
        "HANGS, READY, ROLLED_BACK",
        "CRASHES, CRASHES, FAILED",
        "HANGS, HANGS, FAILED",
    })
    void endsTheSameWhereverTheProcessDies(Fate fresh, Fate old, Step expected) {
        Run undisturbed = new Run(fresh, old, Rollouts.deploy(), -1, 0);
        assertThat(undisturbed.toTheEnd().step()).isEqualTo(expected);
        for (int diesAfter = 1; diesAfter <= undisturbed.actions; diesAfter++) {
            for (long idle : new long[] {0, 7, 3_600}) {
                Run disturbed = new Run(fresh, old, Rollouts.deploy(), diesAfter, idle);
                Rollout end = disturbed.toTheEnd();
                assertThat(end.step())
                        .as("died after action %d, idle %d s", diesAfter, idle)
                        .isEqualTo(expected);
                assertThat(end.diagnosis().map(d -> d.code()))
                        .isEqualTo(undisturbed.saved.diagnosis().map(d -> d.code()));
            }
        }
    }

    @Test
    void leavesAFirstDeployAloneWhereverTheProcessDies() {
        for (int diesAfter = 1; diesAfter < 8; diesAfter++) {
            Rollout end = new Run(Fate.CRASHES, Fate.READY, Rollouts.deploy().first(), diesAfter, 3).toTheEnd();
            assertThat(end.step()).isEqualTo(Step.FAILED);
        }
    }
}
