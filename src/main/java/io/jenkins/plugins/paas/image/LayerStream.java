package io.jenkins.plugins.paas.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The bytes of a layer as they come in, unpacked on the way. */
public final class LayerStream {
    private static final int BUFFER = 1 << 16;

    private LayerStream() {}

    /**
     * Unpacks a layer, as far as it is packed.
     *
     * @param packed the layer as registries keep it: a tar archive, plain or by gzip
     * @param size how many bytes that are; what unpacks to far more is refused while it is read
     * @throws IOException when it is packed in another way
     */
    public static InputStream unpacked(InputStream packed, long size) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed, BUFFER);
        in.mark(4);
        byte[] first = in.readNBytes(4);
        in.reset();
        if (FirstBytes.are(first, 0x28, 0xB5, 0x2F, 0xFD)) {
            throw new IOException("it is packed by zstd, which cannot be unpacked here");
        }
        return FirstBytes.are(first, 0x1F, 0x8B)
                ? new BufferedInputStream(
                        new Bounded(new GZIPInputStream(in, BUFFER), TarLimits.unpacked(size)), BUFFER)
                : in;
    }
}
