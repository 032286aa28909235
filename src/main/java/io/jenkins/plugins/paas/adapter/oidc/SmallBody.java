package io.jenkins.plugins.paas.adapter.oidc;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** A body that is kept whole, and given up where it is larger than it may be. */
final class SmallBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> reader = BodySubscribers.ofByteArray();
    private final int most;
    private long bytes;
    private Runnable cancel = () -> {};

    private SmallBody(int most) {
        this.most = most;
    }

    /** Bodies of so many bytes at most. */
    static BodyHandler<byte[]> of(int most) {
        return headers -> new SmallBody(most);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Subscription source) {
        cancel = source::cancel;
        reader.onSubscribe(source);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (bytes > most) {
            return;
        }
        bytes += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > most) {
            cancel.run();
            reader.onError(new IOException("its answer is larger than " + most + " bytes"));
        } else {
            reader.onNext(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        reader.onError(failure);
    }

    @Override
    public void onComplete() {
        reader.onComplete();
    }
}
