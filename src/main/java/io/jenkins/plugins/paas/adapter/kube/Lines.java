package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer without end, line by line, without a thread that waits for it. Only the line in the making is kept.
 *
 * <p>A refusal (any status but 200) is no stream: it is collected, to be read as a whole.
 */
final class Lines implements HttpResponse.BodyHandler<Void> {
    private static final int LONGEST_REFUSAL = 64 << 10;

    private final Consumer<String> onLine;
    private final Consumer<Optional<Throwable>> onEnd;
    private final int longest;
    private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    private volatile Flow.@Nullable Subscription source;
    private volatile boolean closed;
    private @Nullable Runnable release;

    /**
     * Made for one answer.
     *
     * @param onLine called for each line without its break, by one thread at a time
     * @param onEnd called once when a stream ended, with the error if one broke it, unless it was closed by us
     */
    Lines(Consumer<String> onLine, Consumer<Optional<Throwable>> onEnd) {
        this(onLine, onEnd, Integer.MAX_VALUE);
    }

    /**
     * The same for answers whose lines may have no end.
     *
     * @param longest how many bytes of a line are kept at most; a longer one is told in parts
     */
    Lines(Consumer<String> onLine, Consumer<Optional<Throwable>> onEnd, int longest) {
        this.onLine = onLine;
        this.onEnd = onEnd;
        this.longest = longest;
    }

    /** What was said instead of a stream. */
    String refusal() {
        synchronized (refusal) {
            return refusal.toString(UTF_8);
        }
    }

    /** Says what to do once, as soon as nothing more can come. */
    synchronized void onceOver(Runnable work) {
        release = work;
    }

    /** Nothing more can come. */
    void over() {
        Runnable work;
        synchronized (this) {
            work = release;
            release = null;
        }
        if (work != null) {
            work.run();
        }
    }

    /** Ends the stream; neither lines nor the end are told after that. */
    void close() {
        closed = true;
        Flow.Subscription open = source;
        if (open != null) {
            open.cancel();
            over();
        }
    }

    @Override
    public BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
        return head.statusCode() == 200 ? new Splitter() : new Collector();
    }

    /** Cuts bytes at line breaks. */
    private final class Splitter implements BodySubscriber<Void> {
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();

        @Override
        public CompletionStage<Void> getBody() {
            // The answer counts as complete once its head is there; what follows is told line by line.
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            if (closed) {
                subscription.cancel();
                over();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next == '\n') {
                        tell();
                    } else {
                        part.write(next);
                        if (part.size() >= longest) {
                            tell();
                        }
                    }
                }
            }
        }

        private void tell() {
            String line = part.toString(UTF_8);
            part.reset();
            if (!closed) {
                onLine.accept(line);
            }
        }

        @Override
        public void onError(Throwable cause) {
            end(Optional.of(cause));
        }

        @Override
        public void onComplete() {
            if (part.size() > 0) {
                tell();
            }
            end(Optional.empty());
        }

        private void end(Optional<Throwable> error) {
            over();
            if (!closed) {
                closed = true;
                onEnd.accept(error);
            }
        }
    }

    /** Keeps what a refusal says. */
    private final class Collector implements BodySubscriber<Void> {
        private final CompletableFuture<Void> whole = new CompletableFuture<>();

        @Override
        public CompletionStage<Void> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            synchronized (refusal) {
                for (ByteBuffer buffer : buffers) {
                    while (buffer.hasRemaining() && refusal.size() < LONGEST_REFUSAL) {
                        refusal.write(buffer.get());
                    }
                }
            }
        }

        @Override
        public void onError(Throwable cause) {
            over();
            whole.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            over();
            whole.complete(null);
        }
    }
}
