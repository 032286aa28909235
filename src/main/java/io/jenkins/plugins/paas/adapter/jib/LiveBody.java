package io.jenkins.plugins.paas.adapter.jib;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which fails when nothing of it comes for too long. The JDK's own limit of a request ends with the
 * headers. Only while somebody waits for more does the time count: a stream may be read slowly.
 */
final class LiveBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> reader;
    private final Duration longest;
    private long wanted;
    private long since;
    private boolean over;

    LiveBody(BodySubscriber<T> reader, Duration longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /** Bodies as another handler takes them. */
    static <T> BodyHandler<T> within(Duration longest, BodyHandler<T> handler) {
        return headers -> new LiveBody<>(handler.apply(headers), longest);
    }

    @Override
    public CompletionStage<T> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Subscription source) {
        lookAfter(longest.toNanos(), source);
        reader.onSubscribe(new Subscription() {
            @Override
            public void request(long more) {
                want(more);
                source.request(more);
            }

            @Override
            public void cancel() {
                end();
                source.cancel();
            }
        });
    }

    private synchronized void want(long more) {
        if (wanted == 0) {
            since = System.nanoTime();
        }
        // Everything is asked for as the largest number there is.
        wanted = Math.max(wanted, wanted + more);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        synchronized (this) {
            if (over) {
                return;
            }
            wanted--;
            since = System.nanoTime();
        }
        reader.onNext(part);
    }

    @Override
    public void onError(Throwable failure) {
        if (end()) {
            reader.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            reader.onComplete();
        }
    }

    /** Whether it was still to end. */
    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    private void lookAfter(long nanos, Subscription source) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(() -> look(source));
    }

    private void look(Subscription source) {
        long left = left();
        if (left > 0) {
            lookAfter(left, source);
        } else if (end()) {
            source.cancel();
            reader.onError(new HttpTimeoutException(
                    "it sent nothing for " + longest.toSeconds() + " s in the middle of an answer"));
        }
    }

    /** How long it may stay silent from now. */
    private synchronized long left() {
        if (over) {
            return 0;
        }
        return longest.toNanos() - (wanted == 0 ? 0 : System.nanoTime() - since);
    }
}
