package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final int REQUESTS = 5;

    private final Lane lane = new Lane(HttpClient.newHttpClient());
    private final ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(REQUESTS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void onceTheConnectionIsMadeRequestsGoTogether() throws Exception {
        lane.<String>send(client -> "answer");

        for (Future<Boolean> each : together()) {
            assertThat(each.get()).isTrue();
        }
    }

    @Test
    void nobodyElseSendsWhileTheConnectionIsMade() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Future<Integer> first = threads.submit(() -> lane.send(client -> {
            begun.countDown();
            await(answered);
            return underWay.get();
        }));
        begun.await();
        Future<Integer> second = threads.submit(() -> lane.send(client -> underWay.incrementAndGet()));
        answered.countDown();

        assertThat(first.get()).isZero();
        assertThat(second.get()).isEqualTo(1);
    }

    @Test
    void afterAFailureTheNextOneMakesTheConnection() throws Exception {
        assertThatThrownBy(() -> lane.send(client -> {
                    throw new IOException("refused");
                }))
                .isInstanceOf(IOException.class);

        assertThat(lane.<String>send(client -> "answer")).isEqualTo("answer");
    }

    @Test
    void whoWaitedForTheConnectionDoesNotWaitForASilentServerOnceMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch silent = new CountDownLatch(1);
        IOException timedOut = new IOException("no answer");
        Future<String> first = threads.submit(() -> lane.send(client -> {
            begun.countDown();
            await(silent);
            throw timedOut;
        }));
        begun.await();
        FutureTask<Integer> second = new FutureTask<>(() -> lane.send(client -> underWay.incrementAndGet()));
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        silent.countDown();

        assertThatThrownBy(first::get).hasCause(timedOut);
        assertThatThrownBy(second::get).hasCause(timedOut);
        assertThat(underWay).hasValue(0);
        assertThat(lane.<String>send(client -> "answer")).isEqualTo("answer");
    }

    /** Requests that all wait for each other. */
    private List<Future<Boolean>> together() {
        return IntStream.range(0, REQUESTS)
                .mapToObj(n -> threads.submit(() -> lane.<Boolean>send(client -> {
                    all.countDown();
                    await(all);
                    return true;
                })))
                .toList();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
