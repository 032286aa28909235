package io.jenkins.plugins.paas.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** A tar archive in a file, plain or packed in one of the ways that {@code ADD} unpacks. */
final class Archive {
    private static final int BUFFER = 1 << 16;
    /** {@code xz -9} needs 65 MiB. */
    private static final int XZ_MEMORY_KIB = 100 * 1024;

    /** How a file was packed. */
    enum Packing {
        NONE,
        GZIP,
        BZIP2,
        XZ,
        ZSTD
    }

    private final Path file;
    private final Packing packing;

    private Archive(Path file, Packing packing) {
        this.file = file;
        this.packing = packing;
    }

    /** A file that is an archive by what is said of it. */
    static Archive known(Path file) throws IOException {
        Archive archive = new Archive(file, packing(file));
        if (!archive.readable()) {
            throw new IOException("it is packed by " + archive.packing.name().toLowerCase(Locale.ROOT)
                    + ", which cannot be unpacked here");
        }
        return archive;
    }

    /** The file as an archive; nothing when it is none. One packed in a way that we cannot read is taken for one. */
    static Optional<Archive> of(Path file) throws IOException {
        Archive archive = new Archive(file, packing(file));
        if (!archive.readable()) {
            return Optional.of(archive);
        }
        try (InputStream content = archive.open()) {
            byte[] first = content.readNBytes(TarHeader.BLOCK);
            return first.length == TarHeader.BLOCK && new TarHeader(first).valid()
                    ? Optional.of(archive)
                    : Optional.empty();
        } catch (IOException e) {
            // Begins as if packed, but is not; of xz the mark is too long for that to happen.
            return archive.packing == Packing.XZ ? Optional.of(archive) : Optional.empty();
        }
    }

    Packing packing() {
        return packing;
    }

    boolean readable() {
        return packing != Packing.ZSTD;
    }

    /** Its content, no longer packed. */
    InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (packing == Packing.NONE) {
            return new BufferedInputStream(raw, BUFFER);
        }
        try {
            long most = TarLimits.unpacked(Files.size(file));
            return new BufferedInputStream(new Bounded(unpacked(raw), most), BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private InputStream unpacked(InputStream raw) throws IOException {
        InputStream buffered = new BufferedInputStream(raw, BUFFER);
        return switch (packing) {
            case BZIP2 -> new BZip2CompressorInputStream(buffered, true);
            case XZ -> new XZInputStream(buffered, XZ_MEMORY_KIB);
            default -> new GZIPInputStream(raw, BUFFER);
        };
    }

    private static Packing packing(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] first = content.readNBytes(6);
            if (FirstBytes.are(first, 0x1F, 0x8B, 0x08)) {
                return Packing.GZIP;
            }
            if (FirstBytes.are(first, 'B', 'Z', 'h')) {
                return Packing.BZIP2;
            }
            if (FirstBytes.are(first, 0xFD, '7', 'z', 'X', 'Z', 0)) {
                return Packing.XZ;
            }
            return FirstBytes.are(first, 0x28, 0xB5, 0x2F, 0xFD) ? Packing.ZSTD : Packing.NONE;
        }
    }
}
