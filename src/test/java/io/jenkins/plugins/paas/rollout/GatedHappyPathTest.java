package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Both strategies from the beginning to the end, with nobody in the way. */
class GatedHappyPathTest {
    private static final GatePolicy HOLD = Scenario.gates(true, Duration.ofMinutes(10));
    private static final GatePolicy HIDDEN = Scenario.gates(false, Duration.ZERO);

    @Test
    void aCanaryGrowsASecondSetWithoutRequestsAndWaits() {
        Scenario walk = Scenario.of(Rollouts.deploy().by(Strategy.CANARY), 3);
        walk.run(30);

        assertThat(walk.log()).isNotEmpty();
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster().ready(NEW)).isEqualTo(3);
        assertThat(walk.cluster().ready(OLD)).isEqualTo(3);
        assertThat(walk.cluster().serving()).isEqualTo(3);
        assertThat(walk.cluster().preview).contains(NEW);
        assertThat(walk.cluster().scalesDown).isFalse();
        assertThat(walk.cluster().deployment.orElseThrow().paused).isTrue();
    }

    @Test
    void aPromotedCanaryEndsNative() {
        Scenario walk = Scenario.of(Rollouts.deploy().by(Strategy.CANARY), 3);
        walk.run(30);
        walk.promote(new Grant.All());
        walk.run(30);

        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.SUCCEEDED);
        assertThat(walk.cluster().ready(NEW)).isEqualTo(3);
        assertThat(walk.cluster().ready(OLD)).isZero();
        walk.endedNative();
    }

    @Test
    void aCanaryInItsHoldGoesBackByOnePatchFirst() {
        Scenario walk = Scenario.of(Rollouts.deploy().by(Strategy.CANARY).gates(HOLD), 3);
        walk.run(30);
        walk.promote(new Grant.All());
        walk.run(60);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.HOLDING);

        walk.abort();
        walk.run(30);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.ABORTED);
        assertThat(walk.cluster().ready(OLD)).isEqualTo(3);
        assertThat(walk.cluster().ready(NEW)).isZero();
        walk.endedNative();
    }

    @Test
    void manualAddsAsManyAsAreConfirmed() {
        Scenario walk = Scenario.of(Rollouts.deploy().by(Strategy.MANUAL), 4);
        walk.run(30);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster().ready(NEW)).isEqualTo(1);
        assertThat(walk.cluster().serving()).isEqualTo(5);
        assertThat(walk.cluster().deployment.orElseThrow().pace).isEqualTo(Adding.pace(Rollouts.OWN));

        walk.promote(new Grant.More(2));
        walk.run(30);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster().ready(NEW)).isEqualTo(3);
        assertThat(walk.cluster().ready(OLD)).isEqualTo(2);

        walk.promote(new Grant.All());
        walk.run(60);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.SUCCEEDED);
        assertThat(walk.cluster().ready(NEW)).isEqualTo(4);
        walk.endedNative();
    }

    @Test
    void manualWithoutTrafficKeepsRequestsAwayUntilTheFirstConfirmation() {
        Scenario walk = Scenario.of(Rollouts.deploy().by(Strategy.MANUAL).gates(HIDDEN), 4);
        walk.run(30);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster().serving()).isEqualTo(4);
        assertThat(walk.cluster().ready(NEW)).isEqualTo(1);

        walk.promote(new Grant.More(1));
        walk.run(30);
        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.AT_GATE);
        assertThat(walk.cluster().pin).isEmpty();
        assertThat(walk.cluster().ready(NEW)).isEqualTo(2);
    }

    @Test
    void anAbortedManualRolloutEndsNative() {
        Scenario walk = Scenario.of(Rollouts.deploy().by(Strategy.MANUAL), 4);
        walk.run(30);
        walk.abort();
        walk.run(30);

        assertThat(walk.step()).as("%s", walk.log()).isEqualTo(Step.ABORTED);
        assertThat(walk.cluster().ready(OLD)).isEqualTo(4);
        walk.endedNative();
    }
}
