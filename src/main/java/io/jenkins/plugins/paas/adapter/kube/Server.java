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
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one API server. All requests and watches share one connection (HTTP/2), which is made at the first request.
 *
 * <p>The JDK's client sends no pings, so a connection that died without a word would stay in use; whoever finds the server
 * silent calls {@link #renewConnection}.
 */
final class Server implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(35);

    private final Access access;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, "kube-api"));
    private @Nullable ScheduledThreadPoolExecutor timer;
    private @Nullable HttpClient client;
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
                client(access.signIn().credentials());
            } catch (PaasException e) {
                // The first request meets it again, and tells it where somebody listens.
                return;
            }
        });
    }

    HttpResponse<String> exchange(String verb, KubePath path, Requests.Body body, String accept) throws IOException {
        Credentials credentials = access.signIn().credentials();
        HttpRequest.Builder request = request(path, credentials).header("Accept", accept);
        request.method(method(verb), HttpRequest.BodyPublishers.noBody());
        if (!body.type().isEmpty()) {
            request.header("Content-Type", body.type())
                    .method(method(verb), HttpRequest.BodyPublishers.ofString(body.text()));
        }
        return whole(client(credentials).sendAsync(request.build(), BodyHandlers.ofString()));
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
        return client(credentials).sendAsync(request, lines);
    }

    private HttpRequest.Builder request(KubePath path, Credentials credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.server() + path.text()))
                .header("User-Agent", "paas-deploy")
                .timeout(ANSWER);
        credentials.authorization().ifPresent(value -> request.header("Authorization", value));
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

    private synchronized HttpClient client(Credentials credentials) {
        HttpClient present = client;
        if (present == null || !shown.equals(credentials.certificate())) {
            present = connect(credentials);
            client = present;
            shown = credentials.certificate();
        }
        return present;
    }

    private HttpClient connect(Credentials credentials) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        if ("https".equals(access.server().getScheme())) {
            builder.sslContext(Tls.context(access.trust(), credentials.certificate()));
        }
        builder.proxy(access.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
        return builder.build();
    }

    /** Leaves the present connection to its streams; requests from now on take a new one. */
    synchronized void renewConnection() {
        client = null;
    }

    boolean renewSignIn() {
        return access.signIn().renew();
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
