package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.codec.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking before leaping, on a real cluster. */
class PlanIT {
    private static final String CLUSTER = "local-1";

    @TempDir
    private Path folder;

    private SandboxApp app;
    private String plan;

    @BeforeEach
    void start() {
        app = SandboxApp.in(folder);
        // Ignored by Git, so that the tree stays as it was committed.
        plan = ".git/plan.json";
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void whatWasPlannedIsAppliedAndItsHashIsRecorded() throws Exception {
        String hash = made();
        assertThat(app.kubectl("get", "deployments,services", "-o", "name")).isBlank();
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: 1"));

        Result applied = run("deploy", "--apply-plan", plan, "--hash", hash);

        assertThat(applied.code()).as(applied.all()).isZero();
        assertThat(app.kubectl("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}"))
                .isEqualTo("2");
        assertThat(run("audit", "export").out()).contains(hash);
        assertThat(app.kubectl("get", "configmap", "paas.rollout.web", "-o", "jsonpath={.data.rollout}"))
                .contains(hash);
        assertThat(run("audit", "verify").code()).isZero();
        assertThat(run("deploy", "--apply-plan", plan).all()).contains("E_PLAN_APPLIED");
    }

    @Test
    void aPlanThatSomebodyChangedIsRefused() throws Exception {
        made();
        Path file = folder.resolve(plan);
        Files.writeString(file, Files.readString(file).replace("\"replicas\" : 2", "\"replicas\" : 3"));

        Result refused = run("deploy", "--apply-plan", plan);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.all()).contains("E_PLAN_HASH");
        assertThat(app.kubectl("get", "deployments", "-o", "name")).isBlank();
    }

    @Test
    void whatSomebodyElseChangedInBetweenMakesAPlanStale() throws Exception {
        app.deployed();
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: 1")).commit("fewer");
        made();
        app.kubectl("set", "env", "deployment/web", "BY_HAND=1");
        app.kubectl("rollout", "status", "deployment/web");

        Result stale = run("deploy", "--apply-plan", plan);

        assertThat(stale.code()).isEqualTo(2);
        assertThat(stale.all()).contains("E_PLAN_STALE").contains("Deployment/web was changed");
        assertThat(app.kubectl("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}"))
                .isEqualTo("2");
    }

    @Test
    void podsThatComeAndGoMakeNoPlanStale() throws Exception {
        app.deployed();
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: 1")).commit("fewer");
        made();
        app.kubectl("delete", "pods", "--all");
        app.kubectl("rollout", "status", "deployment/web");

        Result applied = run("deploy", "--apply-plan", plan);

        assertThat(applied.code()).as(applied.all()).isZero();
    }

    @Test
    void aDiffNamesWhatWouldChangeAndChangesNothing() {
        app.deployed();
        String before = app.kubectl("get", "deployment,service,configmap,secret", "-o", "yaml");
        assertThat(difference()).containsEntry("changes", 0);
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: 3\nenv: {LOG_LEVEL: debug}"))
                .commit("more");

        Result shown = run("diff");

        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("not built yet")
                .contains("spec.replicas: 2 -> 3")
                .contains("env[LOG_LEVEL].value: debug")
                .contains("Service/web  changed in the labels of the release alone")
                .doesNotContain("managedFields")
                .doesNotContain("resourceVersion");
        assertThat(app.kubectl("get", "deployment,service,configmap,secret", "-o", "yaml"))
                .isEqualTo(before);
    }

    @Test
    void aDiffNamesWhoOwnsWhatStandsInTheWay() {
        app.deployed();
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: 3")).commit("more");
        app.kubectl("scale", "deployment", "web", "--replicas=1");

        Map<String, Object> difference = difference();

        assertThat(difference).containsEntry("refused", true);
        assertThat(Json.write(difference)).contains("\"owner\":\"kubectl\"").contains("E_FIELD_CONFLICT");
    }

    private String made() {
        Result made = run("deploy", "--plan", plan, "--output", "json");
        assertThat(made.code()).as(made.all()).isZero();
        return (String) Json.read("the answer", made.out()).getOrDefault("hash", "");
    }

    private Map<String, Object> difference() {
        return Json.read("the answer", run("diff", "--output", "json").out());
    }

    private Result run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--cluster", CLUSTER));
        return app.paas(all.toArray(String[]::new));
    }
}
