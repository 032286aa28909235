package io.jenkins.plugins.paas.adapter.jib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose answers stop in their middle, with the connection left open. */
@Timeout(60)
class LiveBodyTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Backoff QUICK = new Backoff(Collections.nCopies(3, Duration.ofMillis(1)));
    private static final byte[] CONTENT = "as it should be".getBytes(UTF_8);

    @TempDir
    private Path temp;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Repository repository;
    private volatile int silent;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        repository = new Repository("127.0.0.1:" + server.getAddress().getPort(), "app");
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aSmallAnswerThatStopsIsAskedForAgain() {
        silent = 1;

        assertThat(http().send(Call.read("GET", repository, "/tags/list")).body())
                .isEqualTo(CONTENT);
        assertThat(asked.get()).isGreaterThan(silent);
    }

    @Test
    void aBlobThatStopsIsFetchedAgain() throws Exception {
        silent = 1;
        String digest = Digest.ofBytes(CONTENT).value();

        assertThat(new LayerBlobs(http(), temp).kept(repository, digest)).hasBinaryContent(CONTENT);
        assertThat(asked.get()).isGreaterThan(silent);
    }

    @Test
    void aRegistryThatAlwaysStopsIsUnreachable() {
        silent = 1000;

        assertThatThrownBy(() -> http().send(Call.read("GET", repository, "/tags/list")))
                .isInstanceOfSatisfying(PaasException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("E_REGISTRY_UNREACHABLE");
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNEXPECTED);
                })
                .hasMessageContaining("it sent nothing for");
    }

    @Test
    void whoAsksForNothingWaitsForNothing() throws Exception {
        Reader idle = new Reader(0);
        Reader waiting = new Reader(1);
        new LiveBody<>(BodySubscribers.fromSubscriber(idle), SHORT).onSubscribe(idle);
        new LiveBody<>(BodySubscribers.fromSubscriber(waiting), SHORT).onSubscribe(waiting);

        assertThat(waiting.failure.get(30, TimeUnit.SECONDS)).hasMessageContaining("it sent nothing for");
        assertThat(waiting.cancelled).isTrue();
        assertThat(idle.failure).isNotDone();
        assertThat(idle.cancelled).isFalse();
    }

    /** Asks once for so many parts, and is the source of none itself. */
    private static final class Reader implements Subscriber<List<ByteBuffer>>, Subscription {
        private final long wanted;
        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
        private volatile boolean cancelled;

        Reader(long wanted) {
            this.wanted = wanted;
        }

        @Override
        public void onSubscribe(Subscription source) {
            if (wanted > 0) {
                source.request(wanted);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> part) {}

        @Override
        public void onError(Throwable cause) {
            failure.complete(cause);
        }

        @Override
        public void onComplete() {}

        @Override
        public void request(long more) {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private RegistryHttp http() {
        RegistrySpec spec = new RegistrySpec(repository.host(), "", new Credentials.DockerConfig(), true);
        RegistryAccess access = new RegistryAccess(List.of(spec), Map.of(), temp);
        return new RegistryHttp(access, QUICK, LateTrust.context(), SHORT);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, CONTENT.length);
            if (asked.incrementAndGet() > silent) {
                exchange.getResponseBody().write(CONTENT);
                return;
            }
            exchange.getResponseBody().write(CONTENT, 0, 3);
            exchange.getResponseBody().flush();
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
