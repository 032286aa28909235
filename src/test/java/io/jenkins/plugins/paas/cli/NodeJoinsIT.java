package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a cluster whose nodes come when they are needed, pods that fit on none are waited for. */
class NodeJoinsIT {
    /** What a cloud's node carries until it is set up. */
    private static final String NOT_SET_UP = "node.cloudprovider.kubernetes.io/uninitialized";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** More than any node of the cluster has, so that only the one that joins is large enough. */
    private static final int CPUS = 600;

    @TempDir
    private Path folder;

    private SandboxApp app;
    private String node;

    @BeforeEach
    void deployWhatFits() {
        app = SandboxApp.in(folder, "local-2").deployed();
        node = "large-" + app.namespace();
        app.edit(yaml -> yaml.replace("cpu: 50m", "cpu: " + CPUS)).commit("ask for more than any node has");
    }

    @AfterEach
    void stop() {
        app.kubectl("delete", "node", node, "--ignore-not-found", "--wait=false");
        app.close();
    }

    @Test
    void aRolloutWhosePodsFitOnNoNodeEndsWellOnceALargeEnoughOneJoins() throws Exception {
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-2");
        waitUntilTold("Insufficient cpu");
        assertThat(deploy.isAlive()).as(app.printedBy("deploy")).isTrue();

        setUp(nodeThatComes());

        assertEndsWellOnTheNode(deploy);
    }

    @Test
    void aNodeThatIsBeingSetUpIsWaitedForEvenWhereNoneAreExpected() throws Exception {
        String platform = Files.readString(Path.of(System.getenv("PAAS_PLATFORM")));
        app.write(".git/platform.yaml", platform.replace(", nodesMayJoin: 2m", ""))
                .with("PAAS_PLATFORM", ".git/platform.yaml");
        String coming = nodeThatComes();
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-2");
        waitUntilTold(node + " is being set up");

        setUp(coming);

        assertEndsWellOnTheNode(deploy);
    }

    private void waitUntilTold(String words) {
        Eventually.sees(
                "the status that says what is waited for",
                LIMIT,
                () -> app.paas("status", "--cluster", "local-2").out(),
                status -> status.contains("E_UNSCHEDULABLE") && status.contains(words));
    }

    private void assertEndsWellOnTheNode(Process deploy) throws InterruptedException {
        assertThat(deploy.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isZero();
        assertThat(app.kubectl(
                        "get", "pods", "-l", "paas-deploy/release=2", "-o", "jsonpath={.items[*].spec.nodeName}"))
                .isEqualTo(node + " " + node);
        assertThat(app.paas("history", "--cluster", "local-2").out()).doesNotContain("failed");
    }

    /** Joins a node that is well and takes no pods yet. */
    private String nodeThatComes() {
        String room = "{cpu: \"" + 3 * CPUS + "\", memory: 1Ti, ephemeral-storage: 1Ti, pods: \"100\"}";
        String text = """
                apiVersion: v1
                kind: Node
                metadata:
                  name: NAME
                  labels: {kubernetes.io/hostname: NAME, kubernetes.io/os: linux, kubernetes.io/arch: amd64}
                  annotations: {kwok.x-k8s.io/node: fake}
                spec: {taints: [{key: TAINT, effect: NoSchedule}]}
                status: {capacity: ROOM, allocatable: ROOM}
                """.replace("NAME", node).replace("ROOM", room).replace("TAINT", NOT_SET_UP);
        app.kubectlReads(text, "apply", "-f", "-");
        app.kubectl("wait", "node", node, "--for=condition=Ready", "--timeout=60s");
        return node;
    }

    private void setUp(String name) {
        app.kubectl("taint", "node", name, NOT_SET_UP + "-");
    }
}
