package io.jenkins.plugins.paas.adapter.kube;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One HTTP/2 connection to the API server and the streams that stay open on it. An API server allows 100 requests at a time
 * on each connection, and the JDK's client refuses the next one instead of opening another connection.
 */
final class Lane {
    /** The most streams that stay open on one connection; the rest is left to ordinary requests. */
    static final int STREAMS = 40;

    /** The most ordinary requests at a time. */
    static final int REQUESTS = 40;

    private final HttpClient client;
    private final AtomicInteger open = new AtomicInteger();
    private final Semaphore door = new Semaphore(1);
    private volatile boolean made;
    private volatile Failed failed = new Failed(0, Optional.empty());

    /** How often the connection could not be made, and why the last time. */
    private record Failed(int times, Optional<IOException> why) {}

    Lane(HttpClient client) {
        this.client = client;
    }

    HttpClient client() {
        return client;
    }

    /** A request over this connection. */
    interface Exchange<T> {
        T send(HttpClient client) throws IOException;
    }

    /**
     * Sends a request. The first one goes alone: it makes the connection that others share; several at once would each make
     * their own. Those that waited for it fail as it does: one after the other they would each wait for a silent server.
     */
    <T> T send(Exchange<T> exchange) throws IOException, InterruptedException {
        if (!made) {
            int before = failed.times();
            door.acquire();
            try {
                if (!made) {
                    return first(exchange, before);
                }
            } finally {
                door.release();
            }
        }
        return exchange.send(client);
    }

    private <T> T first(Exchange<T> exchange, int before) throws IOException {
        Failed meanwhile = failed;
        if (meanwhile.times() != before && meanwhile.why().isPresent()) {
            throw meanwhile.why().get();
        }
        try {
            T answer = exchange.send(client);
            made = true;
            return answer;
        } catch (IOException e) {
            failed = new Failed(meanwhile.times() + 1, Optional.of(e));
            throw e;
        }
    }

    /** Takes one place for a stream; false when there is none. */
    boolean enter() {
        if (open.incrementAndGet() <= STREAMS) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        open.decrementAndGet();
    }
}
