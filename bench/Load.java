import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A steady load on a port of 127.0.0.1 until SIGTERM, as `Load PORT NEW_PER_SECOND KEPT_PER_SECOND FILE`: so many requests a
 * second with a connection each, from source addresses spread over 127.0.0.0/8, and so many over a few connections that are
 * kept. Then writes to FILE a line for each request, `how start end who`: new or kept, the times in seconds since 1970, and the
 * "host" of the answer, or "lost" and why.
 *
 * <p>A kept connection that the server closed while nothing was under way on it is opened anew and the request sent again, as
 * every client does (RFC 9112, section 9.3.1); that is counted as "stale", not as lost.
 */
final class Load {
    private static final int MILLIS = 10_000;
    private static final int NEW_WORKERS = 24;
    private static final int KEPT_CONNECTIONS = 10;
    private static final byte[] HOST = "\"host\":\"".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger source = new AtomicInteger();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicBoolean started = new AtomicBoolean();

    private Load(int port) {
        this.server = new InetSocketAddress("127.0.0.1", port);
    }

    public static void main(String[] args) throws Exception {
        Load load = new Load(Integer.parseInt(args[0]));
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(NEW_WORKERS + KEPT_CONNECTIONS);
        spread(workers, NEW_WORKERS, Integer.parseInt(args[1]), () -> load::asNew);
        spread(workers, KEPT_CONNECTIONS, Integer.parseInt(args[2]), () -> {
            Kept kept = new Kept();
            return () -> load.asKept(kept);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            workers.shutdown();
            try {
                workers.awaitTermination(2 * MILLIS, TimeUnit.MILLISECONDS);
                List<String> all = new ArrayList<>(load.lines);
                all.add("stale\t" + load.stale.get());
                Files.write(Path.of(args[3]), all);
            } catch (IOException | InterruptedException e) {
                System.err.println(e);
            }
        }));
    }

    private static void spread(
            ScheduledExecutorService workers, int count, int perSecond, java.util.function.Supplier<Runnable> work) {
        if (perSecond == 0) {
            return;
        }
        long period = TimeUnit.SECONDS.toNanos(count) / perSecond;
        for (int worker = 0; worker < count; worker++) {
            workers.scheduleAtFixedRate(work.get(), worker * period / count, period, TimeUnit.NANOSECONDS);
        }
    }

    private static final class Kept {
        private Socket socket = new Socket();
        private boolean open;
    }

    private void asNew() {
        long start = now();
        try (Socket socket = connect()) {
            note("new", start, ask(socket, "Connection: close\r\n").who());
        } catch (IOException e) {
            note("new", start, "lost " + e);
        }
    }

    private void asKept(Kept kept) {
        long start = now();
        try {
            Answer answer;
            try {
                answer = over(kept);
            } catch (EOFException e) {
                stale.incrementAndGet();
                kept.open = false;
                answer = over(kept);
            }
            kept.open = !answer.last();
            note("kept", start, answer.who());
        } catch (IOException e) {
            kept.open = false;
            note("kept", start, "lost " + e);
        }
    }

    private Answer over(Kept kept) throws IOException {
        if (!kept.open) {
            kept.socket.close();
            kept.socket = connect();
            kept.open = true;
        }
        return ask(kept.socket, "");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(MILLIS);
        socket.setTcpNoDelay(true);
        int n = source.getAndIncrement();
        socket.bind(new InetSocketAddress(
                InetAddress.getByAddress(
                        new byte[] {127, (byte) (1 + n % 200), (byte) (n / 200 % 250), (byte) (2 + n / 50_000 % 250)}),
                0));
        socket.connect(server, MILLIS);
        return socket;
    }

    /**
     * An answer.
     *
     * @param who the pod that gave it
     * @param last whether the server closes the connection after it
     */
    private record Answer(String who, boolean last) {}

    private static Answer ask(Socket socket, String header) throws IOException {
        InputStream in;
        int first;
        try {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            in = new BufferedInputStream(socket.getInputStream());
            first = in.read();
        } catch (java.net.SocketException e) {
            first = -1;
            in = InputStream.nullInputStream();
        }
        if (first < 0) {
            throw new EOFException("closed without an answer");
        }
        String head = (char) first + head(in);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + head.lines().findFirst().orElse(""));
        }
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (body.length() < length) {
            throw new IOException("the answer broke off");
        }
        int from = body.indexOf(new String(HOST, StandardCharsets.US_ASCII)) + HOST.length;
        return new Answer(body.substring(from, body.indexOf('"', from)), lower.contains("connection: close"));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the answer broke off");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void note(String how, long start, String who) {
        if (started.compareAndSet(false, true)) {
            System.out.println("started");
        }
        lines.add("%s\t%.4f\t%.4f\t%s".formatted(how, start / 1e6, now() / 1e6, who));
    }

    private static long now() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
