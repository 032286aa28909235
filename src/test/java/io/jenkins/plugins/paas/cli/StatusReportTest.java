package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.engine.Place;
import io.jenkins.plugins.paas.engine.ShowStatus.Status;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import io.jenkins.plugins.paas.model.Release.Verdict;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.Rollouts;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read of an App's state. */
class StatusReportTest {
    private static final ClusterSpec PROD = new ClusterSpec(
            new ClusterName("prod-1"),
            2,
            new Environment("prod"),
            "prod-1",
            "{{team}}",
            "main",
            true,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty());

    @Test
    void countsThePodsOfBothSetsBesideTheNumberThatIsWanted() {
        String text = canary(Rollout.Step.AT_GATE, Verdict.PENDING);

        assertThat(text).contains("4 pods ready, 2 wanted, paused").doesNotContain("4 of 2");
    }

    @Test
    void theVerdictOfAnEarlierTryIsNoneOfTheOneThatGoesOn() {
        assertThat(canary(Rollout.Step.AT_GATE, Verdict.FAILED)).contains("release 7 (tried again)");
        assertThat(canary(Rollout.Step.FAILED, Verdict.FAILED)).contains("release 7 (failed)");
        assertThat(canary(Rollout.Step.AT_GATE, Verdict.GOOD)).contains("release 7 (good)");
    }

    @Test
    void namesRefusalsOnlyUntilAPodOfThatNameIsReady() {
        Observations seen = Observations.showing(Observations.statefulSet(Observations.NEW, 2))
                .and(Observations.pod("shop-0", Observations.NEW).ready(Observations.START))
                .refusal("shop-0", "OutOfcpu", "no cpu", Observations.START)
                .refusal("shop-1", "OutOfpods", "no pods", Observations.START);

        assertThat(text(Optional.empty(), Optional.empty(), seen))
                .contains("OutOfpods  Pod/shop-1")
                .doesNotContain("OutOfcpu");
    }

    private static String canary(Rollout.Step step, Verdict verdict) {
        Rollout rollout = Rollouts.deploy().by(Strategy.CANARY).in(step);
        ReleaseStore.Entry entry = new ReleaseStore.Entry(
                Observations.NEW,
                verdict,
                Observations.imageOf(Observations.NEW),
                Optional.empty(),
                Observations.START,
                "ci");
        return text(
                Optional.of(entry),
                Optional.of(rollout),
                Observations.showing(Observations.deployment(Observations.NEW, 2)
                        .pods(4, 2, 4, 4)
                        .paused()));
    }

    private static String text(Optional<ReleaseStore.Entry> running, Optional<Rollout> rollout, Observations seen) {
        Status status = new Status(
                new Place(PROD, SampleRecords.orders("trade")),
                Observations.at(60),
                running,
                rollout,
                Map.of(),
                List.of(),
                seen.seen(),
                Optional.empty());
        return new StatusReport(status, false).text();
    }
}
