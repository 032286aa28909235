package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second set that finds no place on the nodes is not begun, on a cluster with nodes of this test alone. */
class NodeRoomIT {
    /** More than any other node of the cluster has, so that only the nodes of this test take such pods. */
    private static final int TEBIBYTES = 3;

    @TempDir
    private Path folder;

    private SandboxApp app;
    private final List<String> nodes = new ArrayList<>();

    @BeforeEach
    void deployTwoPodsOntoANodeForThree() throws Exception {
        app = SandboxApp.in(folder, "local-2");
        String platform = Files.readString(Path.of(System.getenv("PAAS_PLATFORM")));
        app.write(".git/platform.yaml", platform.replace(", nodesMayJoin: 2m", ""))
                .with("PAAS_PLATFORM", ".git/platform.yaml");
        join("room-a", 3);
        app.edit(yaml -> yaml.replace("memory: 32Mi", "memory: " + TEBIBYTES + "Ti")
                        .replace("replicas: 2", "replicas: 2\nstrategy: canary"))
                .commit("large")
                .deployed();
        app.write("www/index.html", "two\n").commit("second");
    }

    @AfterEach
    void stop() {
        app.close();
        nodes.forEach(node -> app.kubectl("delete", "node", node, "--ignore-not-found", "--wait=false"));
    }

    @Test
    void aCanaryThatFindsNoPlaceIsRefusedAndOneThatDoesComesToItsGate() {
        Result refused = app.paas("deploy", "--cluster", "local-2");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.all())
                .contains("E_NO_ROOM")
                .contains("1 of 2 new pods fit")
                .contains("missing is room for cpu 0.05, memory 3145728Mi, 1 pod")
                .contains("comes nearest and lacks memory");
        assertThat(app.kubectl("get", "pods", "-o", "name").lines()).hasSize(2);
        assertThat(app.paas("history", "--cluster", "local-2").out()).doesNotContain("pending");

        join("room-b", 1);
        Result gate = app.paas("deploy", "--cluster", "local-2");

        assertThat(gate.code()).as(gate.all()).isEqualTo(3);
    }

    @Test
    void aCordonedNodeIsNoPlace() {
        join("room-b", 2);
        app.kubectl("cordon", nodes.get(1));

        Result refused = app.paas("deploy", "--cluster", "local-2");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.all()).contains("1 of 2 new pods fit");
    }

    /** Joins a node for so many pods; the taint asks all others to go elsewhere. */
    private void join(String name, int pods) {
        String node = name + "-" + app.namespace();
        nodes.add(node);
        String room = "{cpu: \"64\", memory: " + pods * TEBIBYTES + "Ti, ephemeral-storage: 1Ti, pods: \"100\"}";
        String text =
                """
                apiVersion: v1
                kind: Node
                metadata:
                  name: NAME
                  labels: {kubernetes.io/hostname: NAME, kubernetes.io/os: linux, kubernetes.io/arch: amd64}
                  annotations: {kwok.x-k8s.io/node: fake}
                spec: {taints: [{key: paas-test/NAMESPACE, effect: PreferNoSchedule}]}
                status: {capacity: ROOM, allocatable: ROOM}
                """.replace("NAMESPACE", app.namespace()).replace("NAME", node).replace("ROOM", room);
        app.kubectlReads(text, "apply", "-f", "-");
        app.kubectl("wait", "node", node, "--for=condition=Ready", "--timeout=60s");
    }
}
