package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process killed with SIGKILL after every transition that it saved; another process goes on from there. */
class KillAndResumeIT {
    private static final int SIGKILLED = 128 + 9;
    private static final int MORE_THAN_ALL_TRANSITIONS = 20;

    @TempDir
    private Path folder;

    @Test
    void afterAKillAtAnyTransitionResumeComesToTheSameEndAndNoRequestIsLost() throws Exception {
        try (SandboxApp app = SandboxApp.in(folder)) {
            Result first = app.paas("deploy", "--cluster", "local-1");
            assertThat(first.code()).as(first.all()).isZero();
            app.answers("one");
            try (Load load = Load.on(app.nodePort(), "/", 100)) {
                int kills = 0;
                while (killed(app, kills + 1)) {
                    kills++;
                    resume(app);
                    assertThat(kills).isLessThan(MORE_THAN_ALL_TRANSITIONS);
                }
                assertThat(kills).as("transitions of a rolling deploy").isGreaterThanOrEqualTo(3);
                assertThat(load.requests()).isGreaterThan(100);
                assertThat(load.lost()).isEmpty();
            }
        }
    }

    /** Whether the process was killed; it ends by itself when it saves less often than that. */
    private static boolean killed(SandboxApp app, int atSave) throws Exception {
        app.write("www/index.html", "release " + atSave + "\n").commit("change " + atSave);
        String name = "killed-" + atSave;
        Process process =
                app.spawn(name, KilledAfterSave.class, String.valueOf(atSave), "deploy", "--cluster", "local-1");
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(app.printedBy(name)).isIn(0, SIGKILLED);
        return process.exitValue() == SIGKILLED;
    }

    private static void resume(SandboxApp app) {
        Result resumed = app.paas("resume", "--cluster", "local-1");
        assertThat(resumed.code()).as(resumed.all()).isZero();
        assertThat(app.kubectl("rollout", "status", "deployment/web")).contains("successfully rolled out");
        Result audit = app.paas("audit", "verify", "--cluster", "local-1");
        assertThat(audit.code()).as(audit.all()).isZero();
        assertThat(app.paas("status", "--cluster", "local-1").out()).contains("2 of 2");
    }
}
