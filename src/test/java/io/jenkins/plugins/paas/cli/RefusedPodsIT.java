package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server does not let the new release in: a quota, Pod Security, a policy of the platform team. */
class RefusedPodsIT {
    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deploy() {
        app = SandboxApp.in(folder).deployed();
        app.write("www/index.html", "two\n").commit("second");
    }

    @AfterEach
    void stop() {
        String policy = policy();
        app.kubectl(
                "delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", policy, "--ignore-not-found");
        app.close();
    }

    @Test
    void aQuotaWithoutRoomForOneMorePodIsNamedWithItsNumbers() {
        app.kubectl("create", "quota", "tight", "--hard=pods=2");
        app.kubectl("wait", "quota/tight", "--for=jsonpath={.status.used.pods}=2", "--timeout=60s");

        deploy("E_QUOTA", "quota tight leaves no room for another pod: it asks for pods=1, pods=2 is used", "tight");
    }

    @Test
    void podSecurityThatRefusesThePodsIsNamed() {
        app.kubectl("label", "namespace", app.namespace(), "pod-security.kubernetes.io/enforce=restricted");
        app.edit(yaml -> yaml.replace("security: {", "security: {runAsNonRoot: false, "))
                .commit("might run as root");

        deploy("E_ADMISSION", "refuses to make the pods of release 2", "violates PodSecurity");
    }

    @Test
    void aPolicyThatRefusesThePodsIsNamed() {
        refuse("pods", "");

        deploy("E_ADMISSION", "refuses to make the pods of release 2", "nothing new today");
    }

    @Test
    void aPolicyThatRefusesTheDeploymentItselfIsToldBeforeAnythingIsChanged() {
        refuse("deployments", "apps");

        Result refused = app.paas("deploy", "--cluster", "local-1");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err())
                .contains("E_REFUSED")
                .contains(policy())
                .contains("nothing new today")
                .contains("ask the platform team");
        assertGoodReleaseRuns();
        assertThat(app.paas("status", "--cluster", "local-1").out())
                .contains("release 1 (good)")
                .doesNotContain("open rollout");
    }

    private void deploy(String code, String sentence, String evidence) {
        Verdict verdict = Verdict.of(app.paas("deploy", "--cluster", "local-1", "--output", "json"));

        verdict.is(code, sentence, evidence);
        assertGoodReleaseRuns();
    }

    private void assertGoodReleaseRuns() {
        assertThat(app.kubectl("rollout", "status", "deployment/web", "--timeout=60s"))
                .contains("successfully rolled out");
        app.answers("one");
        assertThat(app.paas("status", "--cluster", "local-1").out()).contains("2 of 2");
    }

    private String policy() {
        return "paas-" + app.namespace();
    }

    /** Refuses objects of the second release, in the App's namespace only; the API server takes a policy in a moment later. */
    private void refuse(String resource, String group) {
        String label = resource.equals("pods") ? "object.metadata" : "object.spec.template.metadata";
        String text = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: NAME}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules: [{apiGroups: ["GROUP"], apiVersions: [v1], resources: [RESOURCE], operations: [CREATE, UPDATE]}]
                  validations:
                    - expression: "!(has(LABEL.labels) && 'paas-deploy/release' in LABEL.labels && LABEL.labels['paas-deploy/release'] == '2')"
                      message: nothing new today
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: NAME}
                spec:
                  policyName: NAME
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}}
                """.replace("NAMESPACE", app.namespace())
                .replace("NAME", policy())
                .replace("GROUP", group)
                .replace("RESOURCE", resource)
                .replace("LABEL", label);
        app.kubectlReads(text, "apply", "-f", "-");
        Eventually.sees("the policy", Duration.ofSeconds(60), () -> tried(resource), said -> said.contains("denied"));
    }

    private String tried(String resource) {
        String probe = resource.equals("pods")
                ? "{apiVersion: v1, kind: Pod, metadata: {name: try, labels: {paas-deploy/release: '2'}},"
                        + " spec: {containers: [{name: a, image: a}]}}"
                : "{apiVersion: apps/v1, kind: Deployment, metadata: {name: try}, spec: {selector: {matchLabels: {a: a}},"
                        + " template: {metadata: {labels: {a: a, paas-deploy/release: '2'}}, spec: {containers: [{name: a, image: a}]}}}}";
        return Shell.run(
                folder,
                probe,
                List.of(
                        "sh",
                        "-c",
                        "kubectl --context local-1 -n " + app.namespace()
                                + " create --dry-run=server -f - 2>&1 || true"));
    }
}
