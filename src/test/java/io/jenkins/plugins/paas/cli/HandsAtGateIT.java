package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import io.jenkins.plugins.paas.testing.Load;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What others do to a canary that the matrix of {@link DisturbedRolloutIT} does not have. */
class HandsAtGateIT {
    private static final int PER_SECOND = 100;

    @TempDir
    private Path folder;

    private GatedApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDeletedReplicaSetOfTheNewPodsIsMadeAgainBeforeAnyRequestGoesThere() {
        app = GatedApp.in(folder, "strategy: canary");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            String page = app.toTheGate();
            app.app().kubectl("delete", "replicaset", replicaSetOf(app.pods(2).get(0)));

            Result resumed = app.paas("resume");
            assertThat(resumed.code()).as(resumed.all()).isEqualTo(3);
            assertThat(app.sets()).isEqualTo("4 4");
            Result end = app.paas("promote");

            assertThat(end.code()).as(end.all()).isZero();
            app.isNative();
            app.app().answers(page);
            assertThat(load.requests()).isGreaterThan(PER_SECOND);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDeletedDeploymentEndsTheRolloutAndTheNextOneFindsNothingLeft() {
        app = GatedApp.in(folder, "strategy: canary");
        app.toTheGate();
        app.app().kubectl("delete", "deployment", "web");

        Result resumed = app.paas("resume");

        assertThat(resumed.code()).as(resumed.all()).isEqualTo(4);
        assertThat(resumed.all()).contains("E_CHANGED_BY_OTHERS");
        assertThat(app.selector()).doesNotContain("paas-deploy/release");
        String page = app.change();
        Result next = app.paas("deploy");
        assertThat(next.code()).as(next.all()).isZero();
        app.isNative();
        app.app().answers(page);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void podsStartedAgainWhileTheSecondSetGrowsAreTheSameRelease() throws Exception {
        app = GatedApp.in(folder, "strategy: canary");
        app.app().edit(yaml -> yaml.replace("http: /", "http: /, delay: 5s"));
        String page = app.change();
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            Process deploy = app.app().spawn("deploy", Main.class, GatedApp.words("deploy", "--wait"));
            Eventually.sees("the second set", Duration.ofSeconds(60), app::sets, "4 4"::equals);
            app.app().kubectl("rollout", "restart", "deployment/web");
            app.untilTheGate("deploy");

            Result end = app.paas("promote");

            assertThat(end.code()).as(end.all()).isZero();
            assertThat(deploy.waitFor()).as(app.app().printedBy("deploy")).isZero();
            app.isNative();
            app.app().answers(page);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPodEvictedUnderADisruptionBudgetComesBackAndTheGateStays() {
        app = GatedApp.in(folder, "strategy: canary");
        app.app()
                .kubectl(
                        "create",
                        "poddisruptionbudget",
                        "web",
                        "--selector=app.kubernetes.io/name=web",
                        "--max-unavailable=1");
        try (Load load = Load.on(app.app().nodePort(), "/", PER_SECOND)) {
            app.toTheGate();
            String pod = app.pods(1).get(0);
            evict(pod);
            app.app().kubectl("wait", "deployment/web", "--timeout=60s", "--for=jsonpath={.status.readyReplicas}=8");
            assertThat(app.pods(1)).hasSize(4).doesNotContain(pod);

            Result status = app.paas("status");
            assertThat(status.out()).as(status.all()).contains("gate");
            Result aborted = app.paas("abort", "--why", "enough seen");

            assertThat(aborted.code()).as(aborted.all()).isZero();
            app.isNative();
            app.app().answers("one");
            assertThat(load.lost()).isEmpty();
        }
    }

    private String replicaSetOf(String pod) {
        return app.app().kubectl("get", "pod", pod, "-o", "jsonpath={.metadata.ownerReferences[0].name}");
    }

    /** As {@code kubectl drain} does with each pod of a node. */
    private void evict(String pod) {
        String eviction =
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + pod + "\"}}";
        String path = "/api/v1/namespaces/" + app.app().namespace() + "/pods/" + pod + "/eviction";
        app.app().kubectlReads(eviction, "create", "--raw", path, "-f", "-");
    }
}
