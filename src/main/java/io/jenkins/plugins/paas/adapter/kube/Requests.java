package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Sends requests, again and again while the API server is away, and keeps the sign-in fresh. */
final class Requests implements AutoCloseable {
    /** Whole objects. */
    static final String OBJECTS = "application/json";

    /** Metadata alone; a server that does not know this form sends whole objects, which hold the metadata too. */
    static final String METADATA = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

    private final Server server;
    private final Patience patience;
    private final Outage outage;
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean watched = new AtomicBoolean();
    /** Once the server has answered, it exists: from then on silence is waited out. */
    private volatile boolean met;

    Requests(Server server, Patience patience) {
        this.server = server;
        this.patience = patience;
        this.outage = new Outage(server.access().context(), patience.listener());
    }

    /**
     * Sends a request that may be repeated.
     *
     * @param verb as RBAC names it: get, list, create, update, patch, delete
     * @return the answer, be it good or not; never 401, nor one that passes
     */
    Answer send(String verb, KubePath path, Body body, String accept) {
        long start = System.nanoTime();
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            Optional<Duration> retryAfter = Optional.empty();
            Duration limit = patience.known();
            PaasException failure;
            try {
                SignIn.Credentials shown = server.access().signIn().credentials();
                Answer answer = once(verb, path, body, accept);
                if (answer.is(401) && !renewed && server.renewSignIn(shown)) {
                    renewed = true;
                    continue;
                }
                if (answer.is(401)) {
                    throw ApiFailures.of(answer);
                }
                met = true;
                if (!answer.passing()) {
                    outage.answered();
                    return answer;
                }
                retryAfter = answer.retryAfter();
                failure = ApiFailures.of(answer);
                if (answer.is(500)) {
                    // An error inside, or of a webhook: unlike a restart it may last.
                    limit = patience.unknown();
                }
            } catch (IOException e) {
                failure = Unreachable.because(server.access(), e);
                if (!met && Unreachable.forGood(e)) {
                    throw failure;
                }
                if (e instanceof HttpTimeoutException) {
                    // It may have died without a word; one that was closed is replaced by itself.
                    server.renewConnection();
                }
            }
            Duration pause = patience.pause(
                    attempt, retryAfter, ThreadLocalRandom.current().nextDouble());
            Duration waited = Duration.ofNanos(System.nanoTime() - start).plus(pause);
            if (waited.compareTo(met ? limit : patience.unknown()) > 0) {
                throw failure;
            }
            outage.failed(failure.problems().get(0).what());
            rest(pause, failure);
        }
    }

    private Answer once(String verb, KubePath path, Body body, String accept) throws IOException {
        sent.incrementAndGet();
        tellIfTheFirstTakesLong();
        HttpResponse<String> response = server.exchange(verb, path, body, accept);
        return new Answer(verb, path, response.statusCode(), response.body(), Server.retryAfter(response));
    }

    /** Packets that are dropped on the way look like nothing at all, until half a minute later. */
    private void tellIfTheFirstTakesLong() {
        if (met || !watched.compareAndSet(false, true)) {
            return;
        }
        // A plugin that asks a person to sign in takes its time; that is no silence of the server.
        server.access().signIn().credentials();
        server.later(patience.quiet(), () -> {
            if (!met) {
                patience.listener()
                        .accept("connecting to " + server.access().server() + " ("
                                + server.access().context() + ") takes long");
            }
        });
    }

    /**
     * Opens an answer that comes line by line, once; repeating it is up to the caller.
     *
     * @param lines told of each line and of the end
     * @return completes with an answer that has no body as soon as its head is there; cancelling it ends the stream
     */
    CompletableFuture<Answer> stream(String verb, KubePath path, Lines lines) {
        sent.incrementAndGet();
        return server.stream(verb, path, lines).thenApply(response -> {
            if (response.statusCode() == 200) {
                met = true;
                outage.answered();
            }
            return new Answer(verb, path, response.statusCode(), lines.refusal(), Server.retryAfter(response));
        });
    }

    /** A stream could not be opened, or broke. */
    void lost(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof HttpTimeoutException) {
            server.renewConnection();
        }
        IOException broken = cause instanceof IOException io ? io : new IOException(cause);
        if (closed.getCount() > 0) {
            outage.failed(Unreachable.because(server.access(), broken)
                    .problems()
                    .get(0)
                    .what());
        }
    }

    /** Does something after a while, on a thread that may wait; never, once the connection is closed. */
    void later(Duration pause, Runnable work) {
        server.later(pause, work);
    }

    /** Waits, unless the connection is closed meanwhile. */
    private void rest(Duration pause, PaasException failure) {
        try {
            if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    static PaasException interrupted(InterruptedException e) {
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of("E_INTERRUPTED", "the command was interrupted", "run it again; it goes on where it stood"),
                e);
    }

    /** How many requests were sent, repeated ones included. */
    long sent() {
        return sent.get();
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }

    /**
     * What goes along with a request.
     *
     * @param type its media type; empty when there is nothing
     * @param text the document
     */
    record Body(String type, String text) {
        static final Body NONE = new Body("", "");

        static Body json(Map<String, Object> object) {
            return new Body("application/json", Json.write(object));
        }

        static Body mergePatch(Map<String, Object> patch) {
            return mergePatch(Json.write(patch));
        }

        static Body mergePatch(String patch) {
            return new Body("application/merge-patch+json", patch);
        }

        /**
         * Changes one after the other, all or none.
         *
         * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
         */
        static Body jsonPatch(List<Object> changes) {
            return new Body("application/json-patch+json", Json.write(changes));
        }

        /** JSON is YAML. */
        static Body apply(Map<String, Object> object) {
            return new Body("application/apply-patch+yaml", Json.write(object));
        }
    }
}
