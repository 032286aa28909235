package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that kubelets refuse; the test is the kubelet, since a policy keeps kwok from letting pods run. */
class PodsThatNodesRefuseIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A real kubelet refuses within milliseconds; that would only leave more pods. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final String REFUSAL = "{\"status\": {\"phase\": \"Failed\", \"reason\": \"OutOfcpu\", \"message\":"
            + " \"Pod was rejected: Node didn't have enough resource: cpu, requested: 50, used: 2000, capacity: 2000\"}}";

    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deploy() {
        app = SandboxApp.in(folder, "local-2").deployed();
        app.write("www/index.html", "two\n").commit("second");
        keepNewPodsFromRunning();
    }

    @AfterEach
    void stop() {
        app.kubectl(
                "delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", policy(), "--ignore-not-found");
        app.close();
    }

    @Test
    void aRolloutFailsLongBeforeItsTimeIsOutWhenAllItsPodsAreRefused() throws Exception {
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-2");

        refuseAllUntilTheEndOf(deploy);

        assertThat(deploy.isAlive()).as(app.printedBy("deploy")).isFalse();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isEqualTo(4);
        assertThat(app.printedBy("deploy"))
                .contains("E_NODE", "refused the pod web-", "(OutOfcpu)", "pods in a row", "used: 2000, capacity: 2000")
                .contains("lower resources in paas.yaml, or add nodes");
        assertThat(app.paas("status", "--cluster", "local-2").out()).contains("release 1 (good)", "2 of 2");
    }

    @Test
    void aRolloutEndsWellWhenPodsAreRefusedForAWhileOnly() throws Exception {
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-2");
        Eventually.sees(
                "refused pods", LIMIT, this::refusedSoFar, pods -> pods.lines().count() > 4);

        letPodsRun();
        // Whoever was denied does not ask again; the pod in its place runs.
        refuse();

        assertThat(deploy.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isZero();
    }

    private void refuseAllUntilTheEndOf(Process deploy) throws InterruptedException {
        for (long left = LIMIT.toSeconds(); left > 0; left -= PACE.toSeconds()) {
            if (deploy.waitFor(PACE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
            refuse();
        }
    }

    private String refusedSoFar() {
        refuse();
        return String.join("\n", pods("status.phase=Failed").toList());
    }

    /** A pod may be gone by then: a Rollout that failed takes its pods away. */
    private void refuse() {
        pods("spec.nodeName!=,status.phase=Pending")
                .forEach(pod -> Shell.tries(
                        folder,
                        app.inNamespace(List.of(
                                "kubectl",
                                "patch",
                                "pod",
                                pod,
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                REFUSAL))));
    }

    private Stream<String> pods(String which) {
        return app.kubectl("get", "pods", "--field-selector", which, "-o", "name")
                .lines()
                .map(name -> name.substring("pod/".length()));
    }

    private String policy() {
        return "paas-" + app.namespace();
    }

    private void keepNewPodsFromRunning() {
        String text = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: NAME}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], resources: [pods/status], operations: [UPDATE]}]
                  validations: [{expression: "object.status.phase != 'Running'", message: the test is the kubelet}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: NAME}
                spec:
                  policyName: NAME
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}}
                """.replace("NAMESPACE", app.namespace()).replace("NAME", policy());
        app.kubectlReads(text, "apply", "-f", "-");
        Eventually.sees("the policy", LIMIT, this::tried, said -> said.contains("denied"));
    }

    private void letPodsRun() {
        app.kubectl("delete", "validatingadmissionpolicybinding", policy());
        Eventually.sees("no policy", LIMIT, this::tried, said -> !said.contains("denied"));
    }

    private String tried() {
        String running = pods("status.phase=Running").findFirst().orElseThrow();
        return Shell.run(
                folder,
                "sh",
                "-c",
                "kubectl --context local-2 -n " + app.namespace() + " patch pod " + running
                        + " --subresource=status --type=merge --dry-run=server -p '{\"status\": {\"message\": \"try\"}}' 2>&1"
                        + " || true");
    }
}
