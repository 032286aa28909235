package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Gate;
import java.time.Instant;
import java.util.Map;
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
    void saysWhatTimeBringsAndWhatIsDue() {
        Gate.Due due = new Gate.Due(NOW, "it is aborted");

        assertThat(GateText.due(due, NOW.minusSeconds(240))).isEqualTo("in 4m it is aborted");
        assertThat(GateText.due(due, NOW.plusSeconds(60)))
                .isEqualTo("due since 1m: it is aborted; paas resume sees to it");
    }
}
