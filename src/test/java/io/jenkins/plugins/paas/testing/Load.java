package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A steady stream of HTTP requests to a port on loopback, a new connection each, that counts what was lost.
 *
 * <p>The source addresses are spread over 127.0.0.0/8: from a single one, ports are used again so soon that connections
 * are refused now and then through no fault of the server.
 */
public final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WORKERS = 4;

    private final InetSocketAddress server;
    private final String path;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger source = new AtomicInteger();
    private final List<String> lost = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Semaphore> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(WORKERS);

    private Load(int port, String path) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.path = path;
    }

    /**
     * Starts the stream.
     *
     * @param port on 127.0.0.1
     * @param path what to get
     * @param perSecond how many requests a second
     */
    public static Load on(int port, String path, int perSecond) {
        Load load = new Load(port, path);
        long period = TimeUnit.SECONDS.toNanos(WORKERS) / perSecond;
        for (int worker = 0; worker < WORKERS; worker++) {
            load.workers.scheduleAtFixedRate(load::request, worker * period / WORKERS, period, TimeUnit.NANOSECONDS);
        }
        return load;
    }

    /** How many requests were sent so far. */
    public long requests() {
        return requests.get();
    }

    /** Waits until so many more requests came to their end, be they answered or lost. */
    public void goOnFor(int more) throws InterruptedException {
        Semaphore ended = new Semaphore(0);
        waiting.add(ended);
        try {
            assertThat(ended.tryAcquire(more, PATIENCE.toSeconds() * 6, TimeUnit.SECONDS))
                    .as(more + " more requests")
                    .isTrue();
        } finally {
            waiting.remove(ended);
        }
    }

    /** What was lost, each with its time and reason; empty when every request got a 200. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    private void request() {
        requests.incrementAndGet();
        try {
            String status = get();
            if (!status.startsWith("HTTP/1.1 200") && !status.startsWith("HTTP/1.0 200")) {
                lost.add(Instant.now() + " answered '" + status + "'");
            }
        } catch (IOException e) {
            lost.add(Instant.now() + " " + e);
        }
        waiting.forEach(Semaphore::release);
    }

    private String get() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.bind(new InetSocketAddress(nextSource(), 0));
            socket.connect(server, (int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String status = answer.readLine();
            if (status == null) {
                throw new IOException("the connection closed without an answer");
            }
            while (answer.readLine() != null) {
                // Read to the end: an answer that breaks off is lost too.
            }
            return status;
        }
    }

    private InetAddress nextSource() throws IOException {
        int n = source.getAndIncrement();
        return InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + n % 200), (byte) (n / 200 % 250), (byte) (2 + n / 50_000 % 250)});
    }

    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            workers.shutdownNow();
        }
    }
}
