package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.LayerStream;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.ImageContents.Reading;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Reads a layer and believes nothing of it unless all of its bytes have the digest that it goes by. */
final class CheckedLayer {
    private CheckedLayer() {}

    /**
     * Reads a layer and closes it.
     *
     * @throws IOException when the stream itself fails, which another try may mend; what is wrong with its content is a failure of
     *     its own
     */
    static <T> T read(String digest, long size, InputStream raw, Reading<T> reading) throws IOException {
        try (Source source = new Source(raw)) {
            DigestInputStream counted = new Counted(source);
            T result;
            try {
                result = reading.read(LayerStream.unpacked(counted, size));
            } catch (IOException e) {
                if (source.failed) {
                    throw e;
                }
                throw ImageLooks.unreadable("the layer " + digest, e);
            }
            counted.transferTo(OutputStream.nullOutputStream());
            String found = "sha256:"
                    + HexFormat.of().formatHex(counted.getMessageDigest().digest());
            if (!found.equals(digest)) {
                throw ImageLooks.unreadable("the layer " + digest, new IOException("it has other content"));
            }
            return result;
        }
    }

    /** Counts what is skipped as well: a reader passes over what it does not look into. */
    private static final class Counted extends DigestInputStream {
        private static final int PIECE = 1 << 16;

        Counted(InputStream in) {
            super(in, Sha256.start());
        }

        @Override
        public long skip(long bytes) throws IOException {
            byte[] piece = new byte[(int) Math.min(Math.max(bytes, 0), PIECE)];
            long skipped = 0;
            while (skipped < bytes) {
                int count = read(piece, 0, (int) Math.min(piece.length, bytes - skipped));
                if (count < 0) {
                    break;
                }
                skipped += count;
            }
            return skipped;
        }
    }

    /** Remembers whether it failed itself. */
    private static final class Source extends FilterInputStream {
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
