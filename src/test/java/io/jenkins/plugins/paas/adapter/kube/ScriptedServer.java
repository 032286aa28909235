package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** An API server that answers what a test tells it, one answer after the other; the last one again and again. */
final class ScriptedServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body its text
     * @param headers more headers
     * @param open whether more might follow, as in a watch
     */
    record Reply(int status, String body, Map<String, String> headers, boolean open) {
        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of(), false);
        }

        /** The connection is closed without a word. */
        static Reply broken() {
            return of(0, "");
        }

        /** A watch that tells these lines and then ends. */
        static Reply watched(String... lines) {
            return of(200, String.join("\n", lines) + "\n");
        }

        /** A watch that tells these lines and stays open. */
        static Reply watching(String... lines) {
            return new Reply(200, lines.length == 0 ? "" : String.join("\n", lines) + "\n", Map.of(), true);
        }
    }

    ScriptedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    /**
     * Scripts answers.
     *
     * @param request method and path, and {@code ?watch} behind it for watches
     */
    ScriptedServer on(String request, Reply... answers) {
        replies.put(request, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            boolean watch = Optional.ofNullable(uri.getQuery())
                    .filter(query -> query.contains("watch=true"))
                    .isPresent();
            String request = exchange.getRequestMethod() + " " + uri.getPath() + (watch ? "?watch" : "");
            synchronized (requests) {
                requests.add(exchange.getRequestMethod() + " " + uri);
            }
            // As `kubectl proxy` answers it.
            Reply reply = exchange.getRequestHeaders().containsKey("Upgrade")
                    ? Reply.of(500, "invalid upgrade response")
                    : next(request);
            if (reply.status() == 0) {
                return;
            }
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(reply.status(), 0);
            exchange.getResponseBody().write(reply.body().getBytes(UTF_8));
            if (reply.open()) {
                exchange.getResponseBody().flush();
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply next(String request) {
        Deque<Reply> left = replies.get(request);
        if (left == null) {
            return Reply.of(404, "{\"kind\":\"Status\",\"code\":404,\"message\":\"not scripted: " + request + "\"}");
        }
        synchronized (left) {
            return left.size() > 1 ? left.remove() : left.element();
        }
    }

    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    KubeApi connect() {
        return connect(() -> SignIn.Credentials.NONE, text -> {});
    }

    KubeApi connect(SignIn signIn, Consumer<String> listener) {
        return connect(address(), signIn, listener);
    }

    static KubeApi connect(URI address, SignIn signIn, Consumer<String> listener) {
        Access.Trust trust = new Access.Trust(Optional.empty(), false, Optional.empty());
        Patience patience = new Patience(
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                listener);
        return new KubeApi(
                new Requests(new Server(new Access("test", address, trust, Optional.empty(), signIn)), patience));
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
