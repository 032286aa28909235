package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process killed with SIGKILL at some moment; then, with no process of ours alive, somebody else at work; and requests all
 * the time. The next commands end it with nothing left behind.
 */
final class DisturbedRollout {
    private static final int SIGKILLED = 128 + 9;
    private static final int PER_SECOND = 50;
    /** A gate that times out or is promoted by itself may come in between. */
    private static final int MOST_COMMANDS = 6;

    private static final int DONE = 0;
    private static final int AT_A_GATE = 3;
    private static final int FAILED = 4;
    private static final int TIMED_OUT = 8;
    private static final String NAME = "disturbed";

    private final Disturbance disturbance;
    private final GatedApp app;

    private DisturbedRollout(Disturbance disturbance, GatedApp app) {
        this.disturbance = disturbance;
        this.app = app;
    }

    /** Sees that it ends native and that no request is lost. */
    static SoakNotes.Well endsWell(Disturbance disturbance, Path folder) throws Exception {
        try (GatedApp app = GatedApp.in(folder, disturbance.way().settings().toArray(String[]::new))) {
            return new DisturbedRollout(disturbance, app).endsWell();
        }
    }

    private SoakNotes.Well endsWell() throws Exception {
        app.change();
        for (List<String> command : disturbance.way().before()) {
            Result before = app.paas(command);
            assertThat(before.code()).as(before.all()).isEqualTo(AT_A_GATE);
        }
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String died = killed();
            String typed = disturbance.hand().type(app);
            int end = end();
            app.isNative();
            assertThat(load.requests()).isGreaterThan(PER_SECOND);
            assertThat(load.lost()).isEmpty();
            return new SoakNotes.Well(died, typed, end, load.requests());
        }
    }

    /** Where it was when it died; one that was to die at any time may also have come to its end. */
    private String killed() throws Exception {
        Moment moment = disturbance.moment();
        Way way = disturbance.way();
        Process process = app.spawn(NAME, KilledAfterSave.class, List.of(moment.argument(way)), way.command());
        assertThat(process.waitFor(300, TimeUnit.SECONDS))
                .as("the command ended")
                .isTrue();
        String printed = app.app().printedBy(NAME);
        List<Step> saves = KilledAfterSave.saves(printed);
        assertThat(way.begins(saves))
                .as("saves only " + way.saves() + ":\n" + printed)
                .isTrue();
        if (process.exitValue() != SIGKILLED) {
            assertThat(process.exitValue()).as(printed).isIn(DONE, AT_A_GATE, FAILED, TIMED_OUT);
            assumeTrue(moment.millis() > 0, "it came to its end without that save");
            return "ended with " + process.exitValue();
        }
        return saves.isEmpty() ? "before any" : saves.get(saves.size() - 1).name();
    }

    /** How it ends once somebody goes on with it. */
    private int end() {
        Result last = app.paas("resume");
        for (int commands = 1; last.code() == AT_A_GATE && commands < MOST_COMMANDS; commands++) {
            last = app.paas("promote", "--all");
        }
        assertThat(last.code()).as(last.all()).isIn(DONE, FAILED, TIMED_OUT);
        return last.code();
    }
}
