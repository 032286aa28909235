package io.jenkins.plugins.paas.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.paas.testing.LoopbackTls;
import io.jenkins.plugins.paas.testing.ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void anAnswerThatStopsInItsMiddleIsGivenUp(@TempDir Path folder) throws Exception {
        LoopbackTls tls = LoopbackTls.in(folder);
        HttpsServer server = tls.server();
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try {
            Https https = Https.trusting(tls.context(), Duration.ofMillis(500));
            URI keys = URI.create("https://localhost:" + server.getAddress().getPort() + "/keys");

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> https.get(keys))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("did not end"));
        } finally {
            over.countDown();
            server.stop(0);
        }
    }
}
