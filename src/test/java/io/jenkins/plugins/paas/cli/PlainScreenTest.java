package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainScreenTest {
    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final PlainScreen screen = new PlainScreen(lines::add, () -> now, false);

    @Test
    void tellsWhenWorkBeginsAndHowItEnds() {
        screen.emit(new Event.Started("building the image"));
        screen.emit(new Event.Finished("building the image", "1-1-0123456789ab", Duration.ofMillis(1500)));

        assertThat(lines).containsExactly("building the image ...", "building the image: 1-1-0123456789ab (1.5 s)");
    }

    @Test
    void aToolMayColourItsLinesAndNothingElse() {
        screen.emit(new Event.Output("build", "\u001b[32mok\u001b[0m \u001b[2J"));
        screen.emit(new Event.Noted("one\ntwo"));

        assertThat(lines).containsExactly("build | \u001b[32mok\u001b[0m \\u001b[2J", "one\\ntwo");
    }

    @Test
    void saysNothingOfPodsBeforeThereIsAWorkload() {
        screen.emit(new Event.Seen(Rollouts.deploy().planned(), Observation.NOTHING));

        assertThat(lines).isEmpty();
    }

    @Test
    void doesNotCountPodsThatEndedAsStarting() {
        Observations seen = Observations.showing(Observations.deployment(Observations.NEW, 1))
                .and(Observations.pod("shop-1", Observations.NEW).phase("Failed", "Evicted"))
                .and(Observations.pod("shop-0", Observations.OLD).phase("Failed", "Evicted"))
                .and(Observations.pod("shop-2", Observations.NEW).ready(Observations.at(3)));

        screen.emit(new Event.Seen(Rollouts.deploy().progressing(), seen.seen()));

        assertThat(lines).containsExactly("  1 of 1 pods ready");
    }

    @Test
    void saysWhatIsWaitedForOnceItTakesLong() {
        now = Observations.START;
        Event.Seen pulling = new Event.Seen(
                Rollouts.deploy().progressing(),
                Observations.showing(Observations.deployment(Observations.NEW, 1))
                        .and(Observations.pod("shop-1", Observations.NEW)
                                .with(Observations.container().waiting("ErrImagePull", "i/o timeout")))
                        .seen());
        screen.emit(new Event.Noted("a word"));

        screen.emit(pulling);
        screen.emit(pulling);
        now = now.plusSeconds(30);
        screen.emit(pulling);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isEqualTo("  0 of 1 pods ready, 1 starting");
        assertThat(lines.get(2)).startsWith("  0 of 1 pods ready, 1 starting; E_IMAGE_PULL: The image ");
    }

    @Test
    void aDiagnosisNamesTheCauseFirstAndWhatToDoLast() {
        Diagnosis diagnosis = new Diagnosis(
                Diagnosis.Code.E_CRASH_LOOP,
                "The container web ends with exit code 3.",
                "Look at its log.",
                Optional.of("web-1"),
                Optional.of("web"),
                List.of("Back-off restarting"),
                List.of("starting", "no database"));

        screen.emit(new Event.Diagnosed(Rollouts.deploy().planned(), diagnosis));

        assertThat(lines)
                .containsExactly(
                        "",
                        "E_CRASH_LOOP  The container web ends with exit code 3.",
                        "  pod        web-1, container web",
                        "  evidence   Back-off restarting",
                        "  last log   starting",
                        "             no database",
                        "  what to do Look at its log.",
                        "");
    }
}
