package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose clock is five minutes off takes turns with one whose clock is right. */
class ClockSkewIT {
    private static final int PER_SECOND = 100;

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest(name = "{0} minutes ahead")
    @ValueSource(ints = {5, -5})
    void bringsInPodByPodWhatTheOtherBeganAndTheOtherWay(int minutes) {
        app = GatedApp.in(folder, "strategy: manual");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            skewed(minutes);
            String page = app.toTheGate();
            skewed(0);
            ends(3, app.paas("promote", "--next"));
            skewed(minutes);
            ends(0, app.paas("promote", "--all"));
            app.isNative();
            app.app().answers(page);

            skewed(0);
            app.toTheGate();
            skewed(minutes);
            ends(0, app.paas("abort", "--why", "tried enough"));
            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} minutes ahead")
    @ValueSource(ints = {5, -5})
    void switchesHoldsAndFinishesACanaryThatTheOtherBegan(int minutes) {
        app = GatedApp.in(folder, "strategy: canary", "canary: {hold: 3s}");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String page = app.toTheGate();
            skewed(minutes);
            ends(0, app.paas("promote"));
            app.isNative();
            app.app().answers(page);

            app.toTheGate();
            skewed(0);
            ends(0, app.paas("abort", "--why", "tried enough"));
            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
    }

    private void skewed(int minutes) {
        app.app().ahead(Duration.ofMinutes(minutes));
    }

    private static void ends(int code, Result result) {
        assertThat(result.code()).as(result.all()).isEqualTo(code);
    }
}
