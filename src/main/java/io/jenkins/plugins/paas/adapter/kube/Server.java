package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.adapter.kube.SignIn.Certificate;
import io.jenkins.plugins.paas.adapter.kube.SignIn.Credentials;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one API server. Requests and watches share one connection (HTTP/2), which is made at the first request; only
 * where there are many watches there are more.
 *
 * <p>The JDK's client sends no pings, so a connection that died without a word would stay in use; whoever finds the server
 * silent calls {@link #renewConnection}.
 */
final class Server implements AutoCloseable {
    private static final KubePath VERSION = KubePath.of("", "version");

    /** A machine with a lot to do, or a hundred of us at once, take their time to agree on TLS. */
    private static final Duration CONNECT = Duration.ofSeconds(15);

    private static final Duration ANSWER = Duration.ofSeconds(35);

    private final Access access;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, "kube-api"));
    private @Nullable ScheduledThreadPoolExecutor timer;
    private final Semaphore requests = new Semaphore(Lane.REQUESTS);
    /** The first one serves ordinary requests, too. */
    private final List<Lane> lanes = new ArrayList<>();

    private @Nullable SSLContext tls;
    private Optional<Certificate> shown = Optional.empty();

    Server(Access access) {
        this.access = access;
    }

    Access access() {
        return access;
    }

    /** Threads for the work that answers cause; they end with the connection. */
    ExecutorService threads() {
        return threads;
    }

    /** Loads and makes what the first request needs, so that other work can be done meanwhile. */
    void prepare() {
        threads.execute(() -> {
            try {
                lane(access.signIn().credentials());
            } catch (PaasException e) {
                // The first request meets it again, and tells it where somebody listens.
                return;
            }
        });
    }

    /** Opens the connection, by a question that costs the server nothing. */
    void greet() {
        try {
            var unused = exchange("get", VERSION, Requests.Body.NONE, Requests.OBJECTS);
        } catch (IOException | PaasException e) {
            // The first request meets it again, and tells it where somebody listens.
            return;
        }
    }

    HttpResponse<String> exchange(String verb, KubePath path, Requests.Body body, String accept) throws IOException {
        Credentials credentials = access.signIn().credentials();
        HttpRequest.Builder request = request(path, credentials).header("Accept", accept);
        request.method(method(verb), HttpRequest.BodyPublishers.noBody());
        if (!body.type().isEmpty()) {
            request.header("Content-Type", body.type())
                    .method(method(verb), HttpRequest.BodyPublishers.ofString(body.text()));
        }
        try {
            requests.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.interrupted(e);
        }
        try {
            return lane(credentials).send(client -> whole(sent(client, request.build(), BodyHandlers.ofString())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.interrupted(e);
        } finally {
            requests.release();
        }
    }

    private static <T> CompletableFuture<HttpResponse<T>> sent(
            HttpClient client, HttpRequest request, BodyHandler<T> answer) {
        try {
            return client.sendAsync(request, answer);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IOException("the connection was closed", e));
        }
    }

    /** The client's own time-out ends when the answer begins; this one holds for all of it. */
    private static <T> T whole(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(2 * ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw Requests.interrupted(e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("the answer does not end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    CompletableFuture<HttpResponse<Void>> stream(String verb, KubePath path, Lines lines) {
        Credentials credentials = access.signIn().credentials();
        HttpRequest request = request(path, credentials)
                .header("Accept", Requests.OBJECTS)
                .method(method(verb), HttpRequest.BodyPublishers.noBody())
                .build();
        Lane lane = laneWithRoom(credentials);
        lines.onceOver(lane::leave);
        return sent(lane.client(), request, lines).whenComplete((response, error) -> {
            if (error != null) {
                lines.over();
            }
        });
    }

    private synchronized Lane laneWithRoom(Credentials credentials) {
        fit(credentials);
        for (Lane lane : lanes) {
            if (lane.enter()) {
                return lane;
            }
        }
        Lane another = new Lane(connect());
        lanes.add(another);
        if (!another.enter()) {
            throw new IllegalStateException("a new connection has room");
        }
        return another;
    }

    private HttpRequest.Builder request(KubePath path, Credentials credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.server() + path.text()))
                .header("User-Agent", "paas-deploy")
                .timeout(ANSWER);
        credentials.authorization().ifPresent(value -> request.header("Authorization", value));
        access.as().headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        return request;
    }

    private static String method(String verb) {
        return switch (verb) {
            case "create" -> "POST";
            case "update" -> "PUT";
            case "patch" -> "PATCH";
            case "delete" -> "DELETE";
            default -> "GET";
        };
    }

    private synchronized Lane lane(Credentials credentials) {
        fit(credentials);
        return lanes.get(0);
    }

    /** Makes sure that there is a connection, and that all show the present certificate. */
    private void fit(Credentials credentials) {
        if (!shown.equals(credentials.certificate())) {
            lanes.clear();
            tls = null;
            shown = credentials.certificate();
        }
        if (lanes.isEmpty()) {
            lanes.add(new Lane(connect()));
        }
    }

    private HttpClient connect() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        if ("https".equals(access.server().getScheme())) {
            // Shared, so that a further connection takes up the session of the first.
            SSLContext present = tls == null ? Tls.context(access.trust(), shown) : tls;
            tls = present;
            builder.sslContext(present);
        } else {
            // Else it asks to upgrade to HTTP/2, which `kubectl proxy` hands on and then answers with 500.
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        builder.proxy(access.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
        return builder.build();
    }

    /** Leaves the present connections to their streams; requests from now on take new ones. */
    synchronized void renewConnection() {
        lanes.clear();
    }

    /** Whether there are others than those that were refused. */
    boolean renewSignIn(SignIn.Credentials refused) {
        return access.signIn().renew(refused);
    }

    /** {@code Retry-After} in seconds, as the API server sends it. */
    static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** Does something after a while, on a thread that may wait; never, once this is closed. */
    void later(Duration pause, Runnable work) {
        if (pause.isZero()) {
            now(work);
            return;
        }
        synchronized (this) {
            if (!threads.isShutdown()) {
                // Nobody waits for it: it is either done or, once this is closed, dropped.
                ScheduledFuture<?> unused = timer().schedule(() -> now(work), pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void now(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            // Closed in between: nobody waits for it.
            return;
        }
    }

    private ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor present = timer;
        if (present == null) {
            present = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "kube-timer"));
            present.setRemoveOnCancelPolicy(true);
            timer = present;
        }
        return present;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
