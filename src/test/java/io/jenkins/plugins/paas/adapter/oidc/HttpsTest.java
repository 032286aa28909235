package io.jenkins.plugins.paas.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.testing.ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpsTest {
    @Test
    void goesByTheProxyThatTheEnvironmentNames() throws Exception {
        try (ProxyServer proxy = new ProxyServer()) {
            Https https = Https.usual(Map.of("HTTPS_PROXY", proxy.url()));

            assertThatThrownBy(() -> https.get(URI.create("https://issuer.invalid/keys")))
                    .isInstanceOf(IOException.class);
            assertThat(proxy.asked()).contains("CONNECT issuer.invalid:443 HTTP/1.1");
        }
    }
}
