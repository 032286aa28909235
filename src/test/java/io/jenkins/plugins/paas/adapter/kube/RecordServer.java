package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of an API server as records need, over HTTP on loopback: create, replace and merge with {@code resourceVersion},
 * lists by label, metadata alone, objects whose data cannot change. It can do what is asked and then lose the answer.
 */
final class RecordServer implements AutoCloseable {
    static {
        // Else each answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private long versions = 100;
    private boolean losing;
    private boolean lostLast;

    RecordServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    /** From now on the answer to every write is lost the first time. */
    synchronized RecordServer losingAnswers() {
        losing = true;
        return this;
    }

    KubeApi connect() {
        URI address = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        Access access = new Access(
                "test",
                address,
                new Access.Trust(Optional.empty(), false, Optional.empty()),
                Optional.empty(),
                () -> SignIn.Credentials.NONE);
        Patience short_ = new Patience(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofSeconds(3),
                text -> {});
        return new KubeApi(new Requests(new Server(access), short_));
    }

    /** Every request as {@code METHOD path}, since the last call. */
    synchronized List<String> requests() {
        List<String> all = List.copyOf(requests);
        requests.clear();
        return all;
    }

    /** The object whose path ends so, to be looked at or changed as somebody with write access could. */
    synchronized Map<String, Object> object(String name) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/" + name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    synchronized void put(String path, Map<String, Object> object) {
        store(path, new LinkedHashMap<>(object));
    }

    synchronized void remove(String name) {
        objects.keySet().removeIf(path -> path.endsWith("/" + name));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Reply reply;
        boolean lose;
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            reply = reply(exchange, body);
            lose = losing && !lostLast && !exchange.getRequestMethod().equals("GET");
            lostLast = lose;
        }
        if (!lose) {
            byte[] text = Json.write(reply.body).getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status, text.length);
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    private Reply reply(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "POST" -> create(path, Json.read("request", body));
            case "PUT" -> replace(path, Json.read("request", body));
            case "PATCH" -> merge(path, Json.read("request", body));
            case "DELETE" -> objects.remove(path) == null ? Reply.of(404) : new Reply(200, Map.of());
            default ->
                objects.containsKey(path)
                        ? new Reply(200, objects.get(path))
                        : last(path).matches("configmaps|secrets|leases") ? list(path, exchange) : Reply.of(404);
        };
    }

    private Reply create(String collection, Map<String, Object> object) {
        String path = collection + "/" + Tree.of(object).at("metadata").text("name");
        return objects.containsKey(path) ? Reply.of(409) : new Reply(201, store(path, new LinkedHashMap<>(object)));
    }

    private Reply replace(String path, Map<String, Object> object) {
        Map<String, Object> present = objects.get(path);
        if (present == null) {
            return Reply.of(404);
        }
        String expected = Tree.of(object).at("metadata").text("resourceVersion");
        if (!expected.isEmpty() && !expected.equals(version(present))) {
            return Reply.of(409);
        }
        boolean sealed = Tree.of(present).flag("immutable");
        if (sealed && !Tree.of(present).at("data").equals(Tree.of(object).at("data"))) {
            return Reply.of(422);
        }
        return new Reply(200, store(path, new LinkedHashMap<>(object)));
    }

    private Reply merge(String path, Map<String, Object> patch) {
        return objects.containsKey(path) ? replace(path, merged(objects.get(path), patch)) : Reply.of(404);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> into, Map<String, Object> patch) {
        Map<String, Object> result = new LinkedHashMap<>(into);
        patch.forEach((key, value) -> result.put(
                key,
                value instanceof Map && result.get(key) instanceof Map
                        ? merged((Map<String, Object>) result.get(key), (Map<String, Object>) value)
                        : value));
        return result;
    }

    private Map<String, Object> store(String path, Map<String, Object> object) {
        versions++;
        Map<String, Object> metadata =
                new LinkedHashMap<>(Tree.of(object).at("metadata").map());
        metadata.put("resourceVersion", Long.toString(versions));
        object.put("metadata", metadata);
        objects.put(path, object);
        return object;
    }

    private Reply list(String collection, HttpExchange exchange) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        String selector = Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith("labelSelector="))
                .map(part -> URLDecoder.decode(part.substring("labelSelector=".length()), UTF_8))
                .findFirst()
                .orElse("");
        boolean metadataOnly = exchange.getRequestHeaders().getFirst("Accept").contains("PartialObjectMetadataList");
        List<Object> items = new ArrayList<>();
        objects.forEach((path, object) -> {
            if (path.startsWith(collection + "/") && matches(object, selector)) {
                items.add(metadataOnly ? Map.of("metadata", object.get("metadata")) : object);
            }
        });
        return new Reply(200, Map.of("kind", "List", "items", items));
    }

    private static boolean matches(Map<String, Object> object, String selector) {
        Tree labels = Tree.of(object).at("metadata", "labels");
        return selector.isEmpty()
                || Arrays.stream(selector.split(","))
                        .map(term -> term.split("="))
                        .allMatch(term -> labels.text(term[0]).equals(term[1]));
    }

    private static String version(Map<String, Object> object) {
        return Tree.of(object).at("metadata").text("resourceVersion");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private record Reply(int status, Map<String, Object> body) {
        static Reply of(int status) {
            return new Reply(status, Map.of("kind", "Status", "code", status, "message", "refused"));
        }
    }
}
