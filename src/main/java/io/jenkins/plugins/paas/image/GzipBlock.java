package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/** A piece of a stream that is deflated by itself, with the end of the piece before it as its dictionary; used again and again. */
final class GzipBlock {
    /** Long enough that what a piece costs is not seen, short enough that several are at work on a small layer. In bytes. */
    static final int LENGTH = 1 << 17;

    /** How far back deflate looks. In bytes. */
    private static final int WINDOW = 1 << 15;

    /** More than any zlib makes of bytes that cannot be packed. */
    private static final int LONGEST = LENGTH + LENGTH / 8 + 1024;

    private final byte[] plain = new byte[WINDOW + LENGTH];
    private final byte[] packed = new byte[LONGEST];
    private final Deflater deflater;
    private int window;
    private int length;
    private int packedLength;

    GzipBlock(int level) {
        this.deflater = new Deflater(level, true);
    }

    /** Begins a piece that follows another one, which is full. */
    void follow(GzipBlock before) {
        System.arraycopy(before.plain, LENGTH, plain, 0, WINDOW);
        window = WINDOW;
        length = 0;
    }

    /** Takes as many bytes as there is room for; returns how many. */
    int take(byte[] bytes, int from, int count) {
        int taken = Math.min(count, LENGTH - length);
        System.arraycopy(bytes, from, plain, WINDOW + length, taken);
        length += taken;
        return taken;
    }

    boolean full() {
        return length == LENGTH;
    }

    /**
     * Deflates it.
     *
     * @param last whether the stream ends with it; otherwise it is filled up to a whole byte, so that another one can follow
     */
    void pack(boolean last) {
        deflater.reset();
        if (window > 0) {
            deflater.setDictionary(plain, 0, window);
        }
        deflater.setInput(plain, WINDOW, length);
        if (last) {
            deflater.finish();
        }
        packedLength = deflater.deflate(packed, 0, packed.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        if (packedLength == packed.length) {
            throw new IllegalStateException(LENGTH + " bytes became more than " + LONGEST);
        }
    }

    void writeTo(OutputStream to) throws IOException {
        to.write(packed, 0, packedLength);
    }

    /** Gives back what zlib holds. */
    void end() {
        deflater.end();
    }
}
