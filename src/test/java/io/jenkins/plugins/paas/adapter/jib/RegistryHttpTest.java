package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.testing.LoopbackTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry by HTTPS that wants a password, and a second server by plain HTTP that must not get to know it. */
class RegistryHttpTest {
    private static final Backoff QUICK = new Backoff(List.of(Duration.ofMillis(1), Duration.ofMillis(2)));
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir
    private static Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> overheard = new CopyOnWriteArrayList<>();
    private HttpServer registry;
    private HttpServer other;
    private String host;
    private String elsewhere;
    private volatile String location = "";

    @BeforeEach
    void start() throws Exception {
        registry = LoopbackTls.in(folder).server();
        registry.createContext("/", this::answer);
        registry.start();
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            overheard.add(described(exchange));
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"other\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        other.start();
        host = "localhost:" + registry.getAddress().getPort();
        elsewhere = "http://127.0.0.1:" + other.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        other.stop(0);
    }

    @Test
    void anUploadGoesByHttpsWhereTheRegistryTakesItselfForOneOfPlainHttp() {
        location = "http://" + host + "/v2/app/blobs/uploads/1?state=x%2Fy";

        uploads(false).send(DIGEST, new byte[] {1}, new Repository(host, "app"));

        assertThat(heard)
                .last()
                .isEqualTo("PUT /v2/app/blobs/uploads/1?state=x%2Fy&digest=" + DIGEST + " with Basic dTpzZWNyZXQ=");
    }

    @Test
    void anUploadToAnotherServerWithoutEncryptionIsRefused() {
        location = elsewhere + "/upload?signature=secret";

        assertThatThrownBy(() -> uploads(false).send(DIGEST, new byte[] {1}, new Repository(host, "app")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_REGISTRY_ERROR"))
                .hasMessageContaining(elsewhere)
                .hasMessageNotContaining("signature");
        assertThat(overheard).isEmpty();
    }

    @Test
    void aRedirectToAnotherServerWithoutEncryptionIsRefused() {
        location = elsewhere + "/blob";

        assertThatThrownBy(() -> http(false).send(Call.read("GET", new Repository(host, "app"), "/blobs/" + DIGEST)))
                .hasMessageContaining("which is not encrypted");
        assertThat(overheard).isEmpty();
    }

    @Test
    void anotherServerIsNeitherSentNorAnsweredAPasswordWherePlainHttpIsAllowed() throws Exception {
        registry.stop(0);
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::answer);
        registry.start();
        host = "localhost:" + registry.getAddress().getPort();
        location = elsewhere + "/upload";

        assertThatThrownBy(() -> uploads(true).send(DIGEST, new byte[] {1}, new Repository(host, "app")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_REGISTRY_DENIED"));
        assertThat(overheard).containsExactly("PUT /upload?digest=" + DIGEST + " with nothing");
    }

    @Test
    void aCertificateThatIsNotTrustedIsNoReasonToDoWithoutEncryption() {
        RegistryHttp strict = new RegistryHttp(access(false), QUICK, LateTrust.context(), Duration.ofSeconds(60));

        assertThatThrownBy(() -> strict.send(Call.read("GET", new Repository(host, "app"), "/tags/list")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_REGISTRY_UNREACHABLE"))
                .hasMessageContaining("PAAS_JAVA_OPTS=-Djavax.net.ssl.trustStore=")
                .hasMessageNotContaining("insecure");
    }

    @Test
    void aNameThatDoesNotExistIsCalledSoAndNotAskedForAgain() {
        Backoff never = new Backoff(List.of(Duration.ofHours(1)));
        RegistryHttp http = new RegistryHttp(access(false), never, LateTrust.context(), Duration.ofSeconds(60));

        assertThatThrownBy(() -> http.send(Call.read("GET", new Repository("registry.invalid", "app"), "/tags/list")))
                .hasMessageContaining("registry.invalid cannot be reached by HTTPS: its name cannot be found")
                .hasMessageNotContaining("insecure");
    }

    private Uploads uploads(boolean insecure) {
        return new Uploads(http(insecure));
    }

    private RegistryHttp http(boolean insecure) {
        return new RegistryHttp(access(insecure), QUICK, LoopbackTls.in(folder).context(), Duration.ofSeconds(60));
    }

    private RegistryAccess access(boolean insecure) {
        RegistrySpec spec = new RegistrySpec(host, "", new Credentials.Environment("R"), insecure);
        return new RegistryAccess(List.of(spec), Map.of("R_USERNAME", "u", "R_PASSWORD", "secret"), folder);
    }

    private static String described(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " with "
                + Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse("nothing");
    }

    /** Whatever is begun goes on at {@link #location}, and so does whatever is read. */
    private void answer(HttpExchange exchange) throws IOException {
        heard.add(described(exchange));
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Location", location);
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
        boolean known = exchange.getRequestHeaders().containsKey("Authorization");
        int status = switch (exchange.getRequestMethod()) {
            case "HEAD" -> 404;
            case "POST" -> 202;
            case "GET" -> 307;
            default -> 201;
        };
        exchange.sendResponseHeaders(known ? status : 401, -1);
        exchange.close();
    }
}
