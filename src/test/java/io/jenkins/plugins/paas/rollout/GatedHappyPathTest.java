package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both strategies from the beginning to the end, with nobody in the way. */
class GatedHappyPathTest {
    private static final GatePolicy HOLD = new GatePolicy(
            true, Duration.ofMinutes(10), Optional.empty(), Optional.empty(), GatePolicy.OnTimeout.ABORT);
    private static final GatePolicy HIDDEN =
            new GatePolicy(false, Duration.ZERO, Optional.empty(), Optional.empty(), GatePolicy.OnTimeout.ABORT);

    private static GatedWalk walk(Rollouts rollouts, int desired) {
        GatedWalk walk = new GatedWalk(
                new ModelCluster(ModelCluster.template(OLD), desired, START),
                rollouts.staged(),
                new Random(1),
                w -> {});
        return walk;
    }

    private static void run(GatedWalk walk, int seconds) {
        for (int i = 0; i < seconds; i++) {
            walk.decide();
            walk.controllers(1);
            walk.cluster
                    .sets()
                    .forEach(set ->
                            set.pods.stream().filter(pod -> !pod.ready()).forEach(pod -> pod.becomesReady(walk.now)));
            walk.now = walk.now.plusSeconds(1);
        }
    }

    private static int ready(GatedWalk walk, long release) {
        return walk.cluster.sets().stream()
                .filter(set -> set.template.release() == release)
                .mapToInt(ModelSet::ready)
                .sum();
    }

    @Test
    void aCanaryGrowsASecondSetWithoutRequestsAndWaits() {
        GatedWalk walk = walk(Rollouts.deploy().by(Strategy.CANARY), 3);
        run(walk, 30);

        assertThat(walk.log).isNotEmpty();
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.AT_GATE);
        assertThat(ready(walk, NEW)).isEqualTo(3);
        assertThat(ready(walk, OLD)).isEqualTo(3);
        assertThat(walk.cluster.serving()).isEqualTo(3);
        assertThat(walk.cluster.preview).contains(NEW);
        assertThat(walk.cluster.scalesDown).isFalse();
        assertThat(walk.cluster.deployment.orElseThrow().paused).isTrue();
    }

    @Test
    void aPromotedCanaryEndsNative() {
        GatedWalk walk = walk(Rollouts.deploy().by(Strategy.CANARY), 3);
        run(walk, 30);
        walk.promote(new Grant.All());
        run(walk, 30);

        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.SUCCEEDED);
        assertThat(ready(walk, NEW)).isEqualTo(3);
        assertThat(ready(walk, OLD)).isZero();
        endedNative(walk);
    }

    @Test
    void aCanaryInItsHoldGoesBackByOnePatchFirst() {
        GatedWalk walk = walk(Rollouts.deploy().by(Strategy.CANARY).gates(HOLD), 3);
        run(walk, 30);
        walk.promote(new Grant.All());
        run(walk, 60);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.HOLDING);

        walk.abort();
        run(walk, 30);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.ABORTED);
        assertThat(ready(walk, OLD)).isEqualTo(3);
        assertThat(ready(walk, NEW)).isZero();
        endedNative(walk);
    }

    @Test
    void manualAddsAsManyAsAreConfirmed() {
        GatedWalk walk = walk(Rollouts.deploy().by(Strategy.MANUAL), 4);
        run(walk, 30);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.AT_GATE);
        assertThat(ready(walk, NEW)).isEqualTo(1);
        assertThat(walk.cluster.serving()).isEqualTo(5);
        assertThat(walk.cluster.deployment.orElseThrow().pace).isEqualTo(Adding.pace(Rollouts.OWN));

        walk.promote(new Grant.More(2));
        run(walk, 30);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.AT_GATE);
        assertThat(ready(walk, NEW)).isEqualTo(3);
        assertThat(ready(walk, OLD)).isEqualTo(2);

        walk.promote(new Grant.All());
        run(walk, 60);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.SUCCEEDED);
        assertThat(ready(walk, NEW)).isEqualTo(4);
        endedNative(walk);
    }

    @Test
    void manualWithoutTrafficKeepsRequestsAwayUntilTheFirstConfirmation() {
        GatedWalk walk = walk(Rollouts.deploy().by(Strategy.MANUAL).gates(HIDDEN), 4);
        run(walk, 30);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster.serving()).isEqualTo(4);
        assertThat(ready(walk, NEW)).isEqualTo(1);

        walk.promote(new Grant.More(1));
        run(walk, 30);
        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster.pin).isEmpty();
        assertThat(ready(walk, NEW)).isEqualTo(2);
    }

    @Test
    void anAbortedManualRolloutEndsNative() {
        GatedWalk walk = walk(Rollouts.deploy().by(Strategy.MANUAL), 4);
        run(walk, 30);
        walk.abort();
        run(walk, 30);

        assertThat(walk.saved.step()).as("%s", walk.log).isEqualTo(Step.ABORTED);
        assertThat(ready(walk, OLD)).isEqualTo(4);
        endedNative(walk);
    }

    private static void endedNative(GatedWalk walk) {
        ModelDeployment deployment = walk.cluster.deployment.orElseThrow();
        assertThat(walk.cluster.pin).isEmpty();
        assertThat(walk.cluster.preview).isEmpty();
        assertThat(walk.cluster.scalesDown).isTrue();
        assertThat(deployment.paused).isFalse();
        assertThat(deployment.pace.isFrozen()).isFalse();
    }
}
