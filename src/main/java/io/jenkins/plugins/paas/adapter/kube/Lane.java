package io.jenkins.plugins.paas.adapter.kube;

import java.io.IOException;
import java.net.http.HttpClient;
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

    /** Sends a request. The first one goes alone: it makes the connection that others share; several at once would each make their own. */
    <T> T send(Exchange<T> exchange) throws IOException, InterruptedException {
        if (!made) {
            door.acquire();
            try {
                if (!made) {
                    T answer = exchange.send(client);
                    made = true;
                    return answer;
                }
            } finally {
                door.release();
            }
        }
        return exchange.send(client);
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
