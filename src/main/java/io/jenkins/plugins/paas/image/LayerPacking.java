package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Makes the tar archive of a layer and packs it, with both digests, in one go. */
final class LayerPacking {
    /** Within 2 % of the size at 6, the usual one, in half of its time where there are programs. */
    private static final int LEVEL = 5;

    /** Reading and hashing are done by one thread, which cannot keep more of them busy. */
    private static final int MOST_THREADS = 8;

    private static final int BUFFER = 1 << 16;

    private LayerPacking() {}

    /** The digest of a layer's tar archive, which is written nowhere. */
    static Digest diffId(Layer layer) throws IOException {
        DigestOutputStream tar = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.start());
        try (OutputStream buffered = new BufferedOutputStream(tar, BUFFER)) {
            LayerTar.write(layer, buffered);
        }
        return digest(tar.getMessageDigest());
    }

    static PackedLayer pack(Layer layer, Path file) throws IOException {
        return pack(layer, file, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    static PackedLayer pack(Layer layer, Path file, int threads) throws IOException {
        DigestOutputStream packed = new DigestOutputStream(Files.newOutputStream(file), Sha256.start());
        MessageDigest plain = Sha256.start();
        try (packed;
                BlockGzip gzip = new BlockGzip(packed, LEVEL, threads);
                OutputStream tar = new BufferedOutputStream(new DigestOutputStream(gzip, plain), BUFFER)) {
            LayerTar.write(layer, tar);
        }
        return new PackedLayer(digest(packed.getMessageDigest()), digest(plain), Files.size(file), file);
    }

    private static Digest digest(MessageDigest digest) {
        return new Digest("sha256:" + HexFormat.of().formatHex(digest.digest()));
    }
}
