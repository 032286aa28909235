package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that kubelets refuse; the test is the kubelet of the new Release's, since a policy keeps kwok from letting them run. */
class PodsThatNodesRefuseIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A real kubelet refuses within milliseconds; that would only leave more pods. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final String WORDS =
            "Node didn't have enough resource: cpu, requested: 50, used: 2000, capacity: 2000";

    private static final String REFUSAL = "{\"status\": {\"phase\": \"Failed\", \"reason\": \"OutOfcpu\", \"message\":"
            + " \"Pod was rejected: " + WORDS + "\"}}";

    /** As a kubelet tells of it before; of a pod that a StatefulSet deletes only that remains. */
    private static final String EVENT = """
            apiVersion: v1
            kind: Event
            metadata: {generateName: refusal-, namespace: NAMESPACE}
            involvedObject: {apiVersion: v1, kind: Pod, namespace: NAMESPACE, name: POD, uid: UID}
            type: Warning
            reason: OutOfcpu
            message: "WORDS"
            count: 1
            firstTimestamp: NOW
            lastTimestamp: NOW
            source: {component: kubelet, host: fake-001}
            """;

    @TempDir
    private Path folder;

    private SandboxApp app;

    private void deploy(String workload) {
        app = SandboxApp.in(folder, "local-2")
                .edit(yaml -> yaml + "workload: " + workload + "\n")
                .commit("first")
                .deployed();
        app.write("www/index.html", "two\n").commit("second");
        keepNewPodsFromRunning();
    }

    @AfterEach
    void stop() {
        app.kubectl(
                "delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", policy(), "--ignore-not-found");
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "statefulset"})
    void aRolloutFailsLongBeforeItsTimeIsOutWhenAllItsPodsAreRefused(String workload) throws Exception {
        deploy(workload);
        Process deploy = app.spawn("deploy", Main.class, "deploy", "--cluster", "local-2");

        refuseAllUntilTheEndOf(deploy);

        assertThat(deploy.isAlive()).as(app.printedBy("deploy")).isFalse();
        assertThat(deploy.exitValue()).as(app.printedBy("deploy")).isEqualTo(4);
        assertThat(app.printedBy("deploy"))
                .contains("E_NODE", "refused the pod web-", "(OutOfcpu)", "pods in a row", "used: 2000, capacity: 2000")
                .contains("lower resources in paas.yaml, or add nodes");
        assertThat(app.paas("status", "--cluster", "local-2").out()).contains("release 1 (good)", "2 of 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "statefulset"})
    void aRolloutEndsWellWhenPodsAreRefusedForAWhileOnly(String workload) throws Exception {
        deploy(workload);
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
        return app.kubectl("get", "events", "--field-selector", "reason=OutOfcpu", "-o", "name");
    }

    /** A pod may be gone by then: a Rollout that failed takes its pods away. */
    private void refuse() {
        app.kubectl(
                        "get",
                        "pods",
                        "--selector",
                        "paas-deploy/release=2",
                        "--field-selector",
                        "spec.nodeName!=,status.phase=Pending",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{'\\n'}{end}")
                .lines()
                .map(line -> line.split(" "))
                .forEach(pod -> refuse(pod[0], pod[1]));
    }

    private void refuse(String pod, String uid) {
        String event = EVENT.replace("NAMESPACE", app.namespace())
                .replace("POD", pod)
                .replace("UID", uid)
                .replace("WORDS", WORDS)
                .replace("NOW", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        app.kubectlReads(event, "create", "-f", "-");
        Shell.tries(
                folder,
                app.inNamespace(List.of(
                        "kubectl", "patch", "pod", pod, "--subresource=status", "--type=merge", "-p", REFUSAL)));
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
                  validations: [{expression: "object.status.phase != 'Running' || OLD", message: the test is the kubelet}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: NAME}
                spec:
                  policyName: NAME
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}}
                """.replace("NAMESPACE", app.namespace()).replace("NAME", policy()).replace(
                "OLD",
                "(object.metadata.labels['paas-deploy/release'] != '2' && object.status.?message.orValue('') != 'try')");
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
