package com.example.hello;

import com.eclipsesource.json.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** A service that greets. {@code GET /} answers with the greeting, {@code GET /health} says that it is ready. */
public final class Hello implements AutoCloseable {
    /** Change this line, deploy again, and see how little is sent. */
    static final String VERSION = "1";

    private static final int THREADS = 16;

    private final HttpServer server;
    private final InFlight inFlight = new InFlight();
    private final Greeting greeting;

    Hello(int port, Greeting greeting) throws IOException {
        this.greeting = greeting;
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", exchange -> inFlight.during(() -> answer(exchange)));
        server.start();
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        Path config = Path.of(System.getenv().getOrDefault("CONFIG_DIR", "/etc/hello/config"));
        Hello hello = new Hello(port, new Greeting(config.resolve("hello.properties")));
        // Kubernetes ends a pod with SIGTERM, upon which the JVM runs this.
        Runtime.getRuntime().addShutdownHook(new Thread(hello::close));
        System.out.println("Version " + VERSION + " listens on port " + hello.port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> send(exchange, 200, Json.object()
                    .add("greeting", greeting.text())
                    .add("version", VERSION)
                    .add("host", InetAddress.getLocalHost().getHostName())
                    .toString());
            case "/health" -> send(exchange, 200, "{\"status\":\"up\"}");
            default -> send(exchange, 404, "{\"error\":\"there is only / and /health\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Finishes the requests that have come in, then ends. */
    @Override
    public void close() {
        boolean finished = inFlight.awaitNone();
        server.stop(0);
        System.out.println(finished ? "Stopped, all requests answered" : "Stopped, some requests took too long");
    }
}
