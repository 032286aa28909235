package io.jenkins.plugins.paas.spec;

import static io.jenkins.plugins.paas.spec.Documents.appWith;
import static io.jenkins.plugins.paas.spec.Documents.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private final Platform platform = platform(Documents.FULL_PLATFORM);

    @Test
    void settlesNamespaceRegistryAndSettings() {
        Target target =
                Targets.resolve(appWith("clusters: {prod-1: {replicas: 7}}\n"), platform, new ClusterName("prod-1"));

        assertThat(target.namespace()).isEqualTo(new Namespace("trade-orders-prod"));
        assertThat(target.repository()).hasToString("registry.example.com/apps/orders");
        assertThat(target.run().replicas()).isEqualTo(7);
    }

    @Test
    void letsAnAppWithoutClustersGoAnywhere() {
        assertThat(Targets.resolve(appWith(""), platform, new ClusterName("test-1"))
                        .repository())
                .hasToString("localhost:5000/orders");
    }

    @Test
    void aPlatformSaysWhichSysctlsApartFromTheSafeOnesMayBeSetAndByWhichImage() {
        ClusterName test = new ClusterName("test-1");

        assertThat(Targets.resolve(appWith("sysctls: {net.ipv4.tcp_syncookies: 1}\n"), platform, test)
                        .tuner())
                .isEmpty();
        assertThat(Targets.resolve(appWith("sysctls: {net.ipv4.tcp_rmem: 4096 87380 6291456}\n"), platform, test)
                        .tuner())
                .contains("registry.example.com/base/static:1");
        fails(
                appWith("sysctls: {vm.max_map_count: 262144, net.core.somaxconn: 1024}\n"),
                "test-1",
                "E_SYSCTL_NOT_ALLOWED",
                "ask the platform team to add it in platform.yaml under sysctls.allow, or remove it");
    }

    @Test
    void theBaseImageForStaticProgramsSetsSysctlsUnlessAnotherIsNamed() {
        String named = ", image: \"registry.example.com/base/static:1\"";
        String none = Documents.FULL_PLATFORM.replace(named, "");
        String base = none.replace("baseImages: {", "baseImages: {static: \"registry.example.com/static:2\", ");
        App app = appWith("sysctls: {net.core.somaxconn: 1024}\n");

        assertThat(Targets.resolve(app, platform(base), new ClusterName("test-1"))
                        .tuner())
                .contains("registry.example.com/static:2");
        assertThatThrownBy(() -> Targets.resolve(app, platform(none), new ClusterName("test-1")))
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_SYSCTL_IMAGE"));
    }

    @Test
    void saysWhichClustersThereAre() {
        fails(appWith(""), "prod-2", "E_CLUSTER_UNKNOWN", "did you mean 'prod-1'? there are test-1, prod-1");
        fails(appWith(""), "elsewhere", "E_CLUSTER_UNKNOWN", "there are test-1, prod-1");
    }

    @Test
    void saysHowToAllowACluster() {
        fails(
                appWith("clusters: {test-1: {}}\n"),
                "prod-1",
                "E_CLUSTER_NOT_CONFIGURED",
                "add it there: 'clusters: {prod-1: {}}'");
    }

    @Test
    void refusesANamespaceThatIsTooLong() {
        App app = Documents.app("app: " + "a".repeat(40) + "\nteam: " + "t".repeat(40) + "\nlanguage: java\n");

        fails(
                app,
                "prod-1",
                "E_NAMESPACE",
                "the platform's rule is '{{team}}-{{app}}-{{environment}}'; use a shorter name");
    }

    private void fails(App app, String cluster, String code, String hint) {
        assertThatThrownBy(() -> Targets.resolve(app, platform, new ClusterName(cluster)))
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.problems().get(0).hint()).isEqualTo(hint);
                });
    }
}
