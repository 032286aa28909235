package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a user gets wrong is told in one clear message, and nothing in the cluster is changed. */
class BadInputIT {
    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void start() {
        app = SandboxApp.in(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aFileThatIsNotYaml() {
        app.write("paas.yaml", "app: [web\n");
        assertRefused(2, "E_SYNTAX", "paas.yaml:", "deploy", "--cluster", "local-1");
    }

    @Test
    void anUnknownKey() {
        app.edit(yaml -> yaml.replace("replicas: 2", "replcas: 2"));
        assertRefused(2, "E_UNKNOWN_KEY", "did you mean", "deploy", "--cluster", "local-1");
    }

    @Test
    void aWrongType() {
        app.edit(yaml -> yaml.replace("replicas: 2", "replicas: many"));
        assertRefused(2, "E_TYPE", "paas.yaml:", "deploy", "--cluster", "local-1");
    }

    @Test
    void noPermission() {
        app.kubectl("create", "namespace", app.namespace());
        app.kubectl("create", "serviceaccount", "half");
        app.kubectl(
                "create",
                "role",
                "half",
                "--verb=*",
                "--resource=secrets,configmaps,services,pods,events,resourcequotas,replicasets.apps,leases.coordination.k8s.io,"
                        + "horizontalpodautoscalers.autoscaling");
        app.kubectl("create", "role", "look", "--verb=get,list,watch", "--resource=deployments.apps,statefulsets.apps");
        String account = "--serviceaccount=" + app.namespace() + ":half";
        app.kubectl("create", "rolebinding", "half", "--role=half", account);
        app.kubectl("create", "rolebinding", "look", "--role=look", account);
        People.asAccount(app, folder, "half");

        Result refused = app.paas("deploy", "--cluster", "local-1");

        assertThat(refused.code()).as(refused.all()).isEqualTo(7);
        assertThat(refused.err())
                .contains("E_FORBIDDEN")
                .contains("may not patch deployments.apps")
                .contains("ask for a Role with the verb patch")
                .doesNotContain("\tat ");
        assertThat(app.kubectl("get", "deployments,services", "-o", "name")).isEmpty();
    }

    @Test
    void aNameThatKubernetesWouldRefuse() {
        app.edit(yaml -> yaml.replace("app: web", "app: Web_App"));
        assertRefused(2, "E_NAME", "paas.yaml:1:6", "deploy", "--cluster", "local-1");
    }

    @Test
    void aClusterThatThePlatformDoesNotHave() {
        assertRefused(2, "E_CLUSTER_UNKNOWN", "local-1", "deploy", "--cluster", "local-l");
    }

    @Test
    void noClusterAtAll() {
        assertRefused(2, "E_CLUSTER_MISSING", "--cluster", "deploy");
    }

    @Test
    void anArtifactThatIsNotThere() {
        app.edit(yaml -> yaml.replace("dockerfile: Dockerfile", "language: java\nbuild: {artifact: target/web.jar}"));
        assertRefused(2, "E_ARTIFACT_MISSING", "target/web.jar", "deploy", "--cluster", "local-1");
    }

    @Test
    void aTemplateThatDoesNotExist() {
        app.edit(yaml -> yaml.replace("dockerfile: Dockerfile", "language: jave\nbuild: {artifact: www/index.html}"));
        assertRefused(2, "E_TEMPLATE_UNKNOWN", "java", "deploy", "--cluster", "local-1");
    }

    @Test
    void aRegistryThatDoesNotAnswer() {
        app.write("platform.yaml", platform("local-1", "127.0.0.1:9/apps"));
        assertRefused(
                1,
                "E_REGISTRY_UNREACHABLE",
                "127.0.0.1:9",
                "deploy",
                "--platform",
                "platform.yaml",
                "--cluster",
                "local-1");
    }

    @Test
    void aContextThatTheKubeconfigDoesNotHave() {
        app.write("platform.yaml", platform("nowhere", "127.0.0.1:5000/apps"));
        assertRefused(
                2, "E_CONTEXT_UNKNOWN", "nowhere", "deploy", "--platform", "platform.yaml", "--cluster", "local-1");
    }

    @Test
    void anImageThatDoesNotExist() {
        assertRefused(
                2,
                "E_IMAGE_UNKNOWN",
                "no-such-image",
                "deploy",
                "--cluster",
                "local-1",
                "--image",
                "127.0.0.1:5000/no-such-image:1");
    }

    @Test
    void anOptionThatDoesNotExist() {
        assertRefused(2, "E_USAGE", "--cluster", "deploy", "--clutser", "local-1");
    }

    private static String platform(String context, String registry) {
        return "registries: {main: {url: " + registry
                + ", insecure: true}}\nclusters:\n  local-1: {id: 1, environment: test, context: " + context
                + ", namespace: \"{{team}}\", registry: main, createNamespace: true}\n";
    }

    private void assertRefused(int code, String stableCode, String mentions, String... args) {
        Result refused = app.paas(args);
        assertThat(refused.code()).as(refused.all()).isEqualTo(code);
        assertThat(refused.err())
                .contains(stableCode)
                .contains(mentions)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(app.kubectl(
                        "get",
                        "deployments,services,secrets,configmaps",
                        "-o",
                        "name",
                        "-l",
                        "app.kubernetes.io/name=web"))
                .isEmpty();
    }
}
