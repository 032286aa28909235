package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy {@code rolling} and first deploys where people of a real cluster are asked: they are before anything begins. */
class StartGateIT {
    private static final int SIGKILLED = 128 + 9;

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private SandboxApp app;
    private People people;

    @BeforeEach
    void begin() throws IOException {
        app = SandboxApp.in(folder);
        app.kubectl("create", "namespace", app.namespace());
        people = People.around(app, elsewhere);
        String platform = Files.readString(Path.of(System.getenv("PAAS_PLATFORM")));
        Path file = elsewhere.resolve("platform.yaml");
        Files.writeString(
                file, platform + "approvals: {test: {by: ['" + people.group("managers") + "'], notByAuthor: true}}\n");
        app.with("PAAS_PLATFORM", file.toString());
    }

    @AfterEach
    void stop() {
        people.asAdministrator();
        people.close();
        app.close();
    }

    @Test
    void aFirstDeployAndARollingUpdateBeginOnceSomebodyLetThem() {
        Result first = paas("deploy");
        assertThat(first.code()).as(first.all()).isEqualTo(3);
        assertThat(first.out())
                .contains("waiting at the gate of release 1, before it begins")
                .contains("paas promote --cluster local-1 --all")
                .doesNotContain("--next");
        assertThat(app.kubectl("get", "deployments,services,pods", "-o", "name"))
                .isEmpty();
        assertThat(app.kubectl("get", "lease", "paas.web", "-o", "jsonpath={.spec.holderIdentity}"))
                .as("the lock at the gate")
                .isEmpty();
        promoted();
        app.answers("one");

        app.write("www/index.html", "two\n").commit("two");
        String before = generation();
        Result second = paas("deploy");
        assertThat(second.code()).as(second.all()).isEqualTo(3);
        assertThat(second.all()).contains("release 2, not begun: 0 of 2 pods ready, 2 old");
        assertThat(generation()).isEqualTo(before);
        app.answers("one");

        people.as("developers", "dave");
        Result refused = paas("promote");
        assertThat(refused.code()).as(refused.all()).isEqualTo(7);
        Result part = paas("promote", "--next");
        assertThat(part.code()).as(part.all()).isEqualTo(2);
        assertThat(part.err()).contains("E_NO_PARTS");
        assertThat(paas("status").out()).contains("before it begins").contains("0 of 1 approval for all");
        promoted();
        app.answers("two");
        Result audit = app.paas("audit", "verify", "--cluster", "local-1");
        assertThat(audit.code()).as(audit.all()).isZero();
    }

    @Test
    void whatIsAbortedBeforeItBeganLeavesWhatRuns() {
        paas("deploy");
        promoted();
        app.write("www/index.html", "two\n").commit("two");
        String before = generation();
        paas("deploy");

        Result aborted = paas("abort", "--why", "not on a Friday");

        assertThat(aborted.code()).as(aborted.all()).isZero();
        assertThat(aborted.out()).contains("nothing of web was changed in local-1");
        assertThat(generation()).isEqualTo(before);
        app.answers("one");
        assertThat(paas("history").out()).contains("withdrawn").doesNotContain("pending");
        assertThat(paas("resume").out()).contains("nothing of web was changed in local-1");
    }

    @Test
    void aKillAtTheGateAndInTheLastApprovalLosesNothing() throws Exception {
        killed("AT_START", "deploy");
        people.as("managers", "alice");
        killed("APPLYING", "promote");
        assertThat(app.kubectl("get", "deployments", "-o", "name")).isEmpty();

        Result resumed = paas("resume");

        assertThat(resumed.code()).as(resumed.all()).isZero();
        app.answers("one");
    }

    @Test
    void whoStaysGoesOnWithThePromotionAtOnce() throws Exception {
        Process stays = app.spawn("stays", Main.class, GatedApp.words("deploy", "--wait"));
        Eventually.sees(
                "the gate",
                Duration.ofSeconds(60),
                () -> app.printedBy("stays"),
                text -> text.contains("waiting at the gate"));

        promoted();

        assertThat(stays.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(stays.exitValue()).as(app.printedBy("stays")).isZero();
        assertThat(app.printedBy("stays")).contains("release 1 of web runs");
    }

    private void promoted() {
        people.as("managers", "alice");
        Result promoted = paas("promote", "--all");
        assertThat(promoted.code()).as(promoted.all()).isZero();
        people.asAdministrator();
    }

    private void killed(String step, String command) throws InterruptedException {
        String[] words = GatedApp.words(command);
        String[] args = new String[words.length + 1];
        args[0] = step;
        System.arraycopy(words, 0, args, 1, words.length);
        Process process = app.spawn("killed-" + step, KilledAfterSave.class, args);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(app.printedBy("killed-" + step)).isEqualTo(SIGKILLED);
    }

    private String generation() {
        return app.kubectl("get", "deployment", "web", "-o", "jsonpath={.metadata.generation}");
    }

    private Result paas(String command, String... options) {
        return app.paas(GatedApp.words(command, options));
    }
}
