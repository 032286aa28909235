package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process killed with SIGKILL after every state that it saved, on the whole way of both strategies, forward and back; the
 * next command ends it with nothing left behind.
 */
class KillAtGatesIT {
    private static final int SIGKILLED = 128 + 9;
    private static final int MORE_THAN_ALL_SAVES = 30;
    private static final int PER_SECOND = 100;
    private static final int ALWAYS_REACHED = 8;
    private static final int SAMPLE = 2;

    @TempDir
    private Path folder;

    /**
     * A way through the gate without a person, so that one process goes all of it.
     *
     * @param settings of the App
     * @param ends the exit codes of whoever brings it to its end
     */
    record Way(List<String> settings, Integer... ends) {
        @Override
        public String toString() {
            return String.join(", ", settings);
        }
    }

    static List<Way> ways() {
        String promotes = "autoPromote: {after: 1s}";
        String aborts = "gate: {timeout: 1s, then: abort}";
        return List.of(
                new Way(List.of("strategy: manual", promotes), 0),
                new Way(List.of("strategy: manual", "firstPod: {traffic: false}", promotes), 0),
                new Way(List.of("strategy: canary", "canary: {hold: 1s}", promotes), 0),
                new Way(List.of("strategy: manual", aborts), 8),
                new Way(List.of("strategy: canary", aborts), 8));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void afterAKillAtAnySaveTheNextCommandEndsNativeAndNoRequestIsLost(Way way) throws Exception {
        try (GatedApp app = GatedApp.in(folder, way.settings().toArray(String[]::new));
                Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            int kills = 0;
            for (int save : saves()) {
                if (!killed(app, save, way)) {
                    break;
                }
                kills++;
                Result resumed = app.paas("resume", "--wait");
                assertThat(resumed.code())
                        .as("save " + save + ": " + resumed.all())
                        .isIn((Object[]) way.ends());
                app.isNative();
            }
            app.isNative();
            assertThat(kills).isPositive();
            assertThat(load.requests()).isGreaterThan(PER_SECOND);
            assertThat(load.lost()).isEmpty();
        }
    }

    /** A few, by a seed that is told; with PAAS_KILLS=all each one there is. The lock of each takes 15 s to run out. */
    private static List<Integer> saves() {
        List<Integer> all = new ArrayList<>(
                IntStream.rangeClosed(1, MORE_THAN_ALL_SAVES).boxed().toList());
        if ("all".equals(System.getenv("PAAS_KILLS"))) {
            return all;
        }
        long seed = Optional.ofNullable(System.getenv("PAAS_SEED"))
                .map(Long::parseLong)
                .orElseGet(System::nanoTime);
        System.out.println("PAAS_SEED=" + seed);
        List<Integer> likely = all.subList(0, ALWAYS_REACHED);
        Collections.shuffle(likely, new Random(seed));
        return likely.subList(0, SAMPLE);
    }

    /** Whether the process was killed; it ends by itself when it saves less often than that. */
    private static boolean killed(GatedApp app, int atSave, Way way) throws Exception {
        app.change();
        String name = "killed-" + atSave;
        String[] words = GatedApp.words("deploy", "--wait");
        String[] args = new String[words.length + 1];
        args[0] = String.valueOf(atSave);
        System.arraycopy(words, 0, args, 1, words.length);
        Process process = app.app().spawn(name, KilledAfterSave.class, args);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() == SIGKILLED) {
            return true;
        }
        assertThat(process.exitValue()).as(app.app().printedBy(name)).isIn((Object[]) way.ends());
        return false;
    }
}
