package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates at which people of a real cluster are asked, who come with kubeconfigs of their own. */
class ApprovalsIT {
    private static final int SIGKILLED = 128 + 9;

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private GatedApp app;
    private People people;

    @BeforeEach
    void deployOnce() {
        app = GatedApp.in(folder, "strategy: canary");
        people = People.around(app.app(), elsewhere);
    }

    @AfterEach
    void stop() {
        people.asAdministrator();
        people.close();
        app.close();
    }

    @Test
    void twoDifferentManagersLetItGoOnAndNobodyElseDoes() throws IOException {
        asked("by: ['" + people.group("managers") + "'], count: 2, notByAuthor: true");
        String page = app.toTheGate();

        people.as("developers", "dave");
        Result refused = app.paas("promote");
        assertThat(refused.code()).as(refused.all()).isEqualTo(7);
        assertThat(refused.err())
                .contains("E_NOT_APPROVED")
                .contains("asked for is one of " + people.group("managers"))
                .contains(":dave (groups ")
                .contains("confirmed by the cluster");

        people.as("managers", "alice");
        Result first = app.paas("promote");
        assertThat(first.code()).as(first.all()).isEqualTo(3);
        assertThat(first.all()).contains("1 of 2 approvals for all").contains("waiting for one of");
        Result again = app.paas("promote");
        assertThat(again.code()).as(again.all()).isEqualTo(3);
        assertThat(again.all()).contains("one person counts once").contains("1 of 2 approvals for all");
        assertThat(app.paas("status").out()).contains("1 of 2 approvals for all (system:serviceaccount:");
        assertThat(app.app().kubectl("get", "deployment", "web", "-o", "jsonpath={.spec.paused}"))
                .isEqualTo("true");

        people.as("managers", "bob");
        Result second = app.paas("promote");
        assertThat(second.code()).as(second.all()).isZero();
        app.isNative();
        app.app().answers(page);
        assertThat(trail()).contains("REFUSED").contains("APPROVED").contains("PROMOTED");
    }

    @Test
    void anApprovalSurvivesTheEndOfTheProcessThatHeardIt() throws Exception {
        asked("by: ['" + people.group("managers") + "'], count: 2");
        app.toTheGate();
        people.as("managers", "alice");
        String[] words = GatedApp.words("promote");
        String[] args = new String[words.length + 1];
        args[0] = "1";
        System.arraycopy(words, 0, args, 1, words.length);

        Process killed = app.app().spawn("killed", KilledAfterSave.class, args);
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).as(app.app().printedBy("killed")).isEqualTo(SIGKILLED);

        assertThat(app.paas("status").out()).contains("1 of 2 approvals for all");
        people.as("managers", "bob");
        Result second = app.paas("promote");
        assertThat(second.code()).as(second.all()).isZero();
        app.isNative();
    }

    @Test
    void glassIsBrokenWithAReasonWhereThePlatformAllowsItAndShows() throws IOException {
        asked("by: ['" + people.group("managers") + "']");
        app.toTheGate();
        people.as("developers", "dave");
        Result refused = app.paas("promote", "--all", "--break-glass", "--why", "the shop is down");
        assertThat(refused.code()).as(refused.all()).isEqualTo(7);
        assertThat(refused.err()).contains("E_BREAK_GLASS");
        Result aborted = app.paas("abort", "--why", "again");
        assertThat(aborted.code()).as(aborted.all()).isZero();

        people.asAdministrator();
        asked("by: ['" + people.group("managers") + "'], breakGlass: true");
        app.toTheGate();
        people.as("developers", "dave");
        assertThat(app.paas("promote", "--break-glass").code()).isEqualTo(2);
        Result broken = app.paas("promote", "--all", "--break-glass", "--why", "the shop is down");

        assertThat(broken.code()).as(broken.all()).isZero();
        assertThat(app.paas("status").out()).contains("glass broken by ").contains("the shop is down");
        assertThat(app.paas("history").out()).contains("glass broken by ").contains("the shop is down");
        assertThat(trail()).contains("GLASS_BROKEN");
        app.isNative();
    }

    @Test
    void whoActsAsAnotherApprovesAsThatOther() throws IOException {
        asked("by: [release-managers], notByAuthor: true");
        app.toTheGate();
        people.impersonating("dave@example.com", "developers");
        Result refused = app.paas("promote");
        assertThat(refused.code()).as(refused.all()).isEqualTo(7);
        assertThat(refused.err()).contains("you are dave@example.com (groups developers");

        people.impersonating("erin@example.com", "release-managers");
        Result promoted = app.paas("promote");

        assertThat(promoted.code()).as(promoted.all()).isZero();
        assertThat(trail()).contains("erin@example.com");
        app.isNative();
    }

    private String trail() {
        Result listed = app.app().paas("audit", "list", "--cluster", "local-1");
        assertThat(listed.code()).as(listed.all()).isZero();
        return listed.out();
    }

    /** The sandbox's platform with a rule for its environment. */
    private void asked(String rule) throws IOException {
        String platform = Files.readString(Path.of(System.getenv("PAAS_PLATFORM")));
        Path file = elsewhere.resolve("platform.yaml");
        Files.writeString(file, platform + "approvals: {test: {" + rule + "}}\n");
        app.app().with("PAAS_PLATFORM", file.toString());
    }
}
