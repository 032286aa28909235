package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/**
 * Packs a stream by gzip on several cores. It is cut into blocks of one length; what comes of them is joined to a single member,
 * which every reader of gzip takes for the work of one thread. The bytes do not depend on the number of threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, gzip</a>
 */
final class BlockGzip extends OutputStream {
    /** Deflate, no name, no time, no extra flags, an unknown system: the same wherever it is written. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private final OutputStream to;
    private final int level;
    private final int threads;
    private final CRC32 sum = new CRC32();
    private final Deque<AtWork> atWork = new ArrayDeque<>();
    private GzipBlock filling;
    private Optional<ExecutorService> workers = Optional.empty();
    private int length;
    private boolean finished;

    /**
     * Packs into a stream.
     *
     * @param to stays open
     * @param level of deflate, 1 (fast) to 9 (small)
     * @param threads how many work besides the one that writes, 1 or more; started only for what is longer than a block
     */
    BlockGzip(OutputStream to, int level, int threads) throws IOException {
        this.to = to;
        this.level = level;
        this.threads = threads;
        this.filling = new GzipBlock(level);
        to.write(HEADER);
    }

    private record AtWork(GzipBlock block, CompletableFuture<Void> packed) {}

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        sum.update(bytes, from, count);
        length += count;
        int taken = 0;
        while (taken < count) {
            // A full block waits until more comes: the last one is packed in another way.
            if (filling.full()) {
                GzipBlock full = filling;
                give(full, false);
                filling = free();
                filling.follow(full);
            }
            taken += filling.take(bytes, from + taken, count - taken);
        }
    }

    private void give(GzipBlock block, boolean last) {
        ExecutorService executor = workers.orElseGet(() -> Executors.newFixedThreadPool(threads, BlockGzip::worker));
        workers = Optional.of(executor);
        atWork.add(new AtWork(block, CompletableFuture.runAsync(() -> block.pack(last), executor)));
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "packing");
        thread.setDaemon(true);
        return thread;
    }

    /** A block that can be filled: a new one until each thread has one at work and one waiting, then the oldest. */
    private GzipBlock free() throws IOException {
        return atWork.size() < 2 * threads ? new GzipBlock(level) : writeOldest();
    }

    private GzipBlock writeOldest() throws IOException {
        AtWork oldest = atWork.remove();
        oldest.packed().join();
        oldest.block().writeTo(to);
        return oldest.block();
    }

    /** Writes the rest; nothing can be written afterwards. */
    private void finish() throws IOException {
        if (workers.isEmpty()) {
            filling.pack(true);
            filling.writeTo(to);
        } else {
            give(filling, true);
            while (!atWork.isEmpty()) {
                writeOldest().end();
            }
        }
        to.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) sum.getValue())
                .putInt(length)
                .array());
        to.flush();
    }

    /** Ends the member and its threads. */
    @Override
    public void close() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        try {
            finish();
        } finally {
            workers.ifPresent(ExecutorService::shutdown);
            filling.end();
        }
    }
}
