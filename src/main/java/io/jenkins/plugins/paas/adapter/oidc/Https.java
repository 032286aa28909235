package io.jenkins.plugins.paas.adapter.oidc;

import io.jenkins.plugins.paas.proxy.Proxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Gets small documents by HTTPS and by nothing else; no redirect leads elsewhere. */
final class Https {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(20);
    /** Far more than any key set has. */
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client;
    private final Duration whole;

    private Https(HttpClient.Builder client, Map<String, String> environment, Duration whole) {
        this.client = client.connectTimeout(CONNECT)
                .followRedirects(Redirect.NEVER)
                .proxy(new Proxies(environment))
                .build();
        this.whole = whole;
    }

    /** By the proxies that the environment names. */
    static Https usual(Map<String, String> environment) {
        return new Https(HttpClient.newBuilder(), environment, WHOLE);
    }

    static Https trusting(SSLContext trust) {
        return trusting(trust, WHOLE);
    }

    /** For tests, with another time for a whole answer. */
    static Https trusting(SSLContext trust, Duration whole) {
        return new Https(HttpClient.newBuilder().sslContext(trust), Map.of(), whole);
    }

    /** The document's text. */
    String get(URI address) throws IOException {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IOException("it is no https address");
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(whole)
                .header("Accept", "application/json")
                .build();
        HttpResponse<byte[]> answer = whole(client.sendAsync(request, SmallBody.of(MOST_BYTES)));
        if (answer.statusCode() != 200) {
            throw new IOException("it answers " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The client's own limit ends with the headers; this one holds for the body, too. */
    private <T> T whole(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("its answer did not end within " + whole.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("we were told to stop", e);
        }
    }
}
