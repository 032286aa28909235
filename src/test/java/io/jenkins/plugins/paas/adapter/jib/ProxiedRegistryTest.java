package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.testing.ProxyServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxiedRegistryTest {
    /** No network knows it, so that only a proxy answers for it. */
    private static final String HOST = "registry.invalid";

    @TempDir
    private Path home;

    private ProxyServer proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = new ProxyServer();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
    }

    @Test
    void aRegistryIsReachedByTheProxyThatTheEnvironmentNames() {
        registry(true, Map.of("http_proxy", proxy.url())).check(new Repository(HOST, "app"));

        assertThat(proxy.asked()).containsExactly("GET http://registry.invalid/v2/app/tags/list?n=1 HTTP/1.1");
    }

    @Test
    void anEncryptedOneByATunnel() {
        HttpRegistry registry = registry(false, Map.of("HTTPS_PROXY", proxy.url()));

        assertThatThrownBy(() -> registry.check(new Repository(HOST, "app"))).isInstanceOf(PaasException.class);
        assertThat(proxy.asked()).contains("CONNECT registry.invalid:443 HTTP/1.1");
    }

    @Test
    void oneThatIsListedIsReachedDirectly() {
        HttpRegistry registry = registry(true, Map.of("HTTP_PROXY", proxy.url(), "NO_PROXY", ".invalid"));

        assertThatThrownBy(() -> registry.check(new Repository(HOST, "app")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_REGISTRY_UNREACHABLE"));
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void aProxyThatCannotBeUsedIsNamed() {
        HttpRegistry registry = registry(false, Map.of("HTTPS_PROXY", "socks5://proxy:1080"));

        assertThatThrownBy(() -> registry.check(new Repository(HOST, "app")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_PROXY"));
    }

    private HttpRegistry registry(boolean insecure, Map<String, String> environment) {
        RegistrySpec spec = new RegistrySpec(HOST, "", new Credentials.DockerConfig(), insecure);
        RegistryAccess access = new RegistryAccess(List.of(spec), environment, home);
        return new HttpRegistry(access, new Backoff(List.of()), 100);
    }
}
