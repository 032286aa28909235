package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private static final String UP = "\u001b[1A\r\u001b[J";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Rollout rollout = Rollouts.deploy().planned();

    private volatile Instant now = Observations.START;

    private LiveScreen screen() {
        return new LiveScreen(new PrintStream(shown, true, StandardCharsets.UTF_8), () -> now, false);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void countsNoPodsBeforeAnyWereSeen() {
        try (LiveScreen screen = screen()) {
            screen.emit(new Event.Stepped(rollout));

            assertThat(shown()).contains("planned").doesNotContain("pods ready");
        }
    }

    @Test
    void whatIsToldScrollsUpAndWhatGoesOnIsDrawnAgainBelow() {
        try (LiveScreen screen = screen()) {
            screen.emit(new Event.Started("building the image"));
            screen.emit(new Event.Noted("a word"));
            screen.emit(new Event.Noted("another"));

            assertThat(shown()).contains("a word\n").contains(UP + "another\n");
            assertThat(shown().lines().filter(line -> line.contains("building the image ...")))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void saysWhatIsWaitedForOnceItTakesLong() {
        Event.Seen pulling = new Event.Seen(
                Rollouts.deploy().progressing(),
                Observations.showing(Observations.deployment(Observations.NEW, 1))
                        .and(Observations.pod("shop-1", Observations.NEW)
                                .with(Observations.container().waiting("ErrImagePull", "i/o timeout")))
                        .seen());
        try (LiveScreen screen = screen()) {
            screen.emit(pulling);
            screen.emit(new Event.Noted("a word"));
            assertThat(shown()).contains("shop-1").doesNotContain("E_IMAGE_PULL");

            now = Observations.at(10);
            screen.emit(new Event.Noted("another"));
            assertThat(shown()).contains("E_IMAGE_PULL: The image");
        }
    }

    @Test
    void drawsNoMorePodsThanATerminalHolds() {
        Observations seen = Observations.showing(Observations.deployment(Observations.NEW, 40));
        for (int i = 10; i < 50; i++) {
            seen.and(Observations.pod("shop-" + i, Observations.NEW));
        }
        try (LiveScreen screen = screen()) {
            screen.emit(new Event.Seen(rollout, seen.seen()));
            screen.emit(new Event.Noted("a word"));

            assertThat(shown()).contains("shop-10 ", "and 24 more").doesNotContain("shop-40 ");
        }
    }

    @Test
    void nothingThatGoesOnIsLeftAtTheEnd() {
        LiveScreen screen = screen();
        screen.emit(new Event.Started("building the image"));
        screen.emit(new Event.Noted("a word"));
        screen.close();

        String last = shown().substring(shown().lastIndexOf(UP));
        assertThat(last).doesNotContain("building the image");
    }
}
