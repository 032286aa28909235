package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read at a gate. */
class GateTextTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void saysHowRequestsAreShared() {
        assertThat(GateText.traffic(Map.of(1L, 75))).isEqualTo("; traffic 75 % release 1");
        assertThat(GateText.traffic(Map.of())).isEmpty();
        assertThat(GateText.traffic(Map.of(0L, 100))).isEqualTo("; traffic 100 % others");
    }

    @Test
    void saysThatNothingHasBegun() {
        Rollout waits = Rollouts.deploy().asking().in(Rollout.Step.AT_START);
        Gate gate = new Gate(
                waits, List.of(), Map.of(), List.of(), Map.of(6L, 100), 4, 4, Optional.empty(), Optional.empty());

        assertThat(GateText.lines(gate, NOW, false))
                .containsExactly(
                        "gate  release 7, not begun: 0 of 4 pods ready, 4 old; traffic 100 % release 6",
                        "0 of 1 approval for all; waiting for one of: managers");
    }

    @Test
    void saysWhyOldPodsFail() {
        Diagnosis why = new Diagnosis(
                Diagnosis.Code.E_CRASH_LOOP,
                "The container app crashes again and again.",
                "Read its log.",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        Rollout waits = Rollouts.deploy().in(Rollout.Step.AT_GATE);
        Gate gate = new Gate(
                waits, List.of(), Map.of(), List.of(), Map.of(6L, 100), 4, 4, Optional.of(why), Optional.empty());

        assertThat(GateText.lines(gate, NOW, false))
                .contains(
                        "old pods fail  E_CRASH_LOOP: The container app crashes again and again. Nothing is done about it by itself.");
    }

    @Test
    void aFirstDeployHasNoPodsToCount() {
        Rollout waits = Rollouts.deploy().asking().in(Rollout.Step.AT_START);
        Gate gate = new Gate(waits, List.of(), Map.of(), List.of(), Map.of(), 0, 0, Optional.empty(), Optional.empty());

        assertThat(GateText.lines(gate, NOW, false)).startsWith("gate  release 7, not begun: no pods yet");
    }

    @Test
    void saysWhatTimeBringsAndWhatIsDue() {
        Gate.Due due = new Gate.Due(NOW, "it is aborted");

        assertThat(GateText.due(due, NOW.minusSeconds(240))).isEqualTo("in 4m it is aborted");
        assertThat(GateText.due(due, NOW.plusSeconds(60)))
                .isEqualTo("due since 1m: it is aborted; paas resume sees to it");
    }
}
