package io.jenkins.plugins.paas.adapter.oidc;

import io.jenkins.plugins.paas.proxy.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Gets small documents by HTTPS and by nothing else; no redirect leads elsewhere. */
final class Https {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(20);

    /** Far more than any key set has. */
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client;

    private Https(HttpClient.Builder client, Map<String, String> environment) {
        this.client = client.connectTimeout(CONNECT)
                .followRedirects(Redirect.NEVER)
                .proxy(new Proxies(environment))
                .build();
    }

    /** By the proxies that the environment names. */
    static Https usual(Map<String, String> environment) {
        return new Https(HttpClient.newBuilder(), environment);
    }

    static Https trusting(SSLContext trust) {
        return new Https(HttpClient.newBuilder().sslContext(trust), Map.of());
    }

    /** The document's text. */
    String get(URI address) throws IOException {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IOException("it is no https address");
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("it answers " + answer.statusCode());
                }
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IOException("its answer is larger than " + MOST_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("we were told to stop", e);
        }
    }
}
