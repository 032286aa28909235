package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.Moment.AfterSave;
import io.jenkins.plugins.paas.cli.Moment.At;
import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process killed with SIGKILL at any moment of both strategies, forward and back; then, with no process of ours alive,
 * somebody else at work; and requests all the time. The next commands end it with nothing left behind.
 */
class DisturbedRolloutIT {
    private static final int SIGKILLED = 128 + 9;
    private static final int PER_SECOND = 50;
    /** A gate that times out or is promoted by itself may come in between. */
    private static final int MOST_COMMANDS = 6;

    private static final int AT_A_GATE = 3;

    @TempDir
    private Path folder;

    static List<Disturbance> disturbances() {
        return Soak.present().disturbances();
    }

    /** Beside each other, but not beside other classes: some of them restart parts of the cluster. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("disturbances")
    void theNextCommandsEndItNativeAndNoRequestIsLost(Disturbance disturbance) throws Exception {
        try (GatedApp app = GatedApp.in(folder, disturbance.way().settings().toArray(String[]::new))) {
            app.change();
            for (List<String> command : disturbance.way().before()) {
                Result before = app.paas(command);
                assertThat(before.code()).as(before.all()).isEqualTo(AT_A_GATE);
            }
            try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
                String died = killed(app, disturbance);
                String typed = disturbance.hand().type(app);
                int end = end(app);
                app.isNative();
                assertThat(load.requests()).isGreaterThan(PER_SECOND);
                assertThat(load.lost()).isEmpty();
                Soak.present().note(disturbance, died, typed, end, load.requests());
            }
        }
    }

    /** Where it was when it died; a command may also have come to its end. */
    private static String killed(GatedApp app, Disturbance disturbance) throws Exception {
        List<String> command = disturbance.way().command();
        if (disturbance.moment() instanceof AfterSave after) {
            Process process =
                    app.spawn("disturbed", KilledAfterSave.class, List.of(String.valueOf(after.save())), command);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return process.exitValue() == SIGKILLED
                    ? KilledAfterSave.where(app.app().printedBy("disturbed"))
                    : ended(process);
        }
        At at = (At) disturbance.moment();
        Process process = app.spawn("disturbed", Main.class, List.of(), command);
        if (process.waitFor(at.millis(), TimeUnit.MILLISECONDS)) {
            return ended(process);
        }
        process.destroyForcibly().waitFor();
        return disturbance.moment().toString();
    }

    private static String ended(Process process) {
        return "ended with " + process.exitValue();
    }

    /** How it ends once somebody goes on with it. */
    private static int end(GatedApp app) {
        Result last = app.paas("resume");
        for (int commands = 1; last.code() == AT_A_GATE && commands < MOST_COMMANDS; commands++) {
            last = app.paas("promote", "--all");
        }
        assertThat(last.code()).as(last.all()).isIn(0, 4, 8);
        return last.code();
    }
}
