package io.jenkins.plugins.paas.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Stands before a registry: fails as often as told, and counts what is sent. */
public final class FaultyProxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings");

    private final HttpServer server;
    private final PlainFront front;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private volatile Predicate<String> failing = request -> false;
    private volatile int times;
    private volatile int status = 500;

    /** Starts one on a free port. */
    public FaultyProxy(String target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        front = new PlainFront(server.getAddress().getPort(), threads);
    }

    /** Host and port that it answers on. */
    public String host() {
        return "127.0.0.1:" + front.port();
    }

    /**
     * Fails the first requests of each method that fit ({@code METHOD path from PROGRAM}).
     *
     * @param which those that fit
     * @param times how many fail
     * @param status what they are answered; 0 breaks the connection
     */
    public void fail(Predicate<String> which, int times, int status) {
        failed.clear();
        failing = which;
        this.times = times;
        this.status = status;
    }

    /** How many requests were failed since it was told to. */
    public int failures() {
        return failed.values().stream()
                .mapToInt(count -> Math.min(count, times))
                .sum();
    }

    /** How much came in and was passed on. */
    public long bytesSent() {
        return sent.get();
    }

    /** All that was asked for so far. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " from " + program(exchange);
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (failing.test(request) && failed.merge(exchange.getRequestMethod(), 1, Integer::sum) <= times) {
                if (status != 0) {
                    exchange.sendResponseHeaders(status, -1);
                }
                return;
            }
            sent.addAndGet(body.length);
            pass(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String program(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        response.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("transfer-encoding")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            response.headers()
                    .firstValue("Content-Length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        exchange.sendResponseHeaders(
                response.statusCode(), head || response.body().length == 0 ? -1 : response.body().length);
        if (!head) {
            exchange.getResponseBody().write(response.body());
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
